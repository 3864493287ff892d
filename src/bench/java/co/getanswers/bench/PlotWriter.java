package co.getanswers.bench;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Writes plots of figures as bars or lines. */
final class PlotWriter {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 450;

    private PlotWriter() {}

    /** @param bars by subject, such as a scenario, and then by what is compared */
    static void bars(Path file, String title, String unit, Map<String, Map<String, Double>> bars) throws IOException {
        var figures = new DefaultCategoryDataset();
        bars.forEach(
                (scenario, compared) -> compared.forEach((name, figure) -> figures.addValue(figure, name, scenario)));
        var chart = ChartFactory.createBarChart(title, null, unit, figures);
        var plot = (CategoryPlot) chart.getPlot();
        plot.getDomainAxis().setCategoryLabelPositions(CategoryLabelPositions.UP_45);
        write(file, chart);
    }

    /** @param lines by subject, each a figure by amount of data */
    static void lines(Path file, String title, Map<String, Map<Integer, Double>> lines) throws IOException {
        var figures = new XYSeriesCollection();
        lines.forEach((name, points) -> {
            var line = new XYSeries(name);
            points.forEach(line::add);
            figures.addSeries(line);
        });
        var chart = ChartFactory.createXYLineChart(title, null, null, figures);
        chart.getXYPlot().setDomainAxis(new LogAxis());
        write(file, chart);
    }

    private static void write(Path file, JFreeChart chart) throws IOException {
        var svg = new SVGGraphics2D(WIDTH, HEIGHT);
        chart.draw(svg, new Rectangle(WIDTH, HEIGHT));
        Files.writeString(file, svg.getSVGDocument());
    }
}
