package co.getanswers.original;

import co.getanswers.platform.Offload;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses an original in pieces, and reads its slices from the database as the client takes the pieces: a slow client
 * holds no more than a slice and a piece in memory.
 */
final class SourceStream {
    private static final int PIECE = 64 * 1024;

    private final Inflater inflater = new Inflater(true);
    private final byte[] piece = new byte[PIECE];
    private final IntFunction<Uni<byte[]>> slices;
    private final Executor threads;
    private byte[] slice;
    private int read;

    /**
     * @param first the first slice of the compressed original
     * @param slices reads the slice that begins after a number of compressed bytes
     * @param threads decompress
     */
    SourceStream(byte[] first, IntFunction<Uni<byte[]>> slices, Executor threads) {
        this.slice = first;
        this.slices = slices;
        this.threads = threads;
    }

    Multi<byte[]> pieces() {
        return Multi.createBy()
                .repeating()
                .uni(this::next)
                .whilst(piece -> piece.length > 0)
                .filter(piece -> piece.length > 0)
                .onTermination()
                .invoke(inflater::end);
    }

    /** The next piece; empty at the end. */
    private Uni<byte[]> next() {
        return Offload.supply(this::inflate, threads)
                .chain(piece -> piece.length > 0 || inflater.finished()
                        ? Uni.createFrom().item(piece)
                        : nextSlice());
    }

    private Uni<byte[]> nextSlice() {
        return slices.apply(read).chain(bytes -> {
            if (bytes.length == 0) {
                return Uni.createFrom().failure(new IllegalStateException("The original was deleted meanwhile."));
            }
            slice = bytes;
            return next();
        });
    }

    private byte[] inflate() {
        try {
            if (inflater.needsInput() && slice.length > 0) {
                inflater.setInput(slice);
                read += slice.length;
                slice = new byte[0];
            }
            return Arrays.copyOf(piece, inflater.inflate(piece));
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("The stored original is damaged.", damaged);
        }
    }
}
