package co.getanswers.mail.dkim;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuery;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A name server for TXT and service records, on loopback by UDP and TCP; what is too long for a datagram has to be asked by TCP. */
public final class NameServer implements AutoCloseable {
    private static final int MOST_IN_A_DATAGRAM = 400;
    private static final int MOST_IN_A_STRING = 255;

    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final Map<String, String> records = new ConcurrentHashMap<>();
    private final Map<String, ByteBuf> services = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Channel datagrams;
    private volatile boolean silent;

    public NameServer() {
        var streams = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new TcpDnsQueryDecoder(), new TcpDnsResponseEncoder(), new ByStream());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        datagrams = new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new ByDatagram());
                    }
                })
                .bind((InetSocketAddress) streams.localAddress())
                .syncUninterruptibly()
                .channel();
    }

    /** Has the server hold a TXT record, cut into strings. */
    public NameServer with(String name, String record) {
        records.put(name, record);
        return this;
    }

    /** Has the server hold a service record (RFC 2782). */
    public NameServer withService(String name, int port, String target) {
        var content = Unpooled.buffer().writeShort(0).writeShort(0).writeShort(port);
        for (var label : target.split("\\.")) {
            content.writeByte(label.length());
            content.writeCharSequence(label, StandardCharsets.US_ASCII);
        }
        services.put(name, target.isEmpty() ? content : content.writeByte(0));
        return this;
    }

    /** Has the server answer nothing. */
    public NameServer silent() {
        silent = true;
        return this;
    }

    /** The address and port, as settings name it. */
    public String address() {
        return "127.0.0.1:" + ((InetSocketAddress) datagrams.localAddress()).getPort();
    }

    /** The names that were asked for, each with how. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void answer(ChannelHandlerContext context, DnsQuery query, DnsResponse response, boolean datagram) {
        var question = query.<DnsQuestion>recordAt(DnsSection.QUESTION);
        var name = question.name().replaceAll("\\.$", "");
        asked.add((datagram ? "UDP " : "TCP ") + name);
        if (silent) {
            return;
        }
        response.addRecord(
                DnsSection.QUESTION,
                new io.netty.handler.codec.dns.DefaultDnsQuestion(question.name(), question.type()));
        var record = records.get(name);
        var service = services.get(name);
        if (service != null) {
            response.addRecord(
                    DnsSection.ANSWER,
                    new DefaultDnsRawRecord(question.name(), DnsRecordType.SRV, 300, service.copy()));
        } else if (record == null) {
            response.setCode(DnsResponseCode.NXDOMAIN);
        } else if (datagram && record.length() > MOST_IN_A_DATAGRAM) {
            response.setTruncated(true);
        } else {
            response.addRecord(
                    DnsSection.ANSWER,
                    new DefaultDnsRawRecord(question.name(), DnsRecordType.TXT, 300, strings(record)));
        }
        context.writeAndFlush(response);
    }

    private static ByteBuf strings(String record) {
        var content = Unpooled.buffer();
        for (var from = 0; from < record.length(); from += MOST_IN_A_STRING) {
            var part = record.substring(from, Math.min(record.length(), from + MOST_IN_A_STRING));
            content.writeByte(part.length());
            content.writeCharSequence(part, StandardCharsets.US_ASCII);
        }
        return content;
    }

    private final class ByDatagram extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            answer(context, query, new DatagramDnsResponse(query.recipient(), query.sender(), query.id()), true);
        }
    }

    private final class ByStream extends SimpleChannelInboundHandler<DefaultDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DefaultDnsQuery query) {
            answer(context, query, new DefaultDnsResponse(query.id()), false);
        }
    }
}
