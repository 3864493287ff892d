package co.getanswers.bench;

import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Requests in their order, sent either repeatedly or once each, such as the approval of a card. */
final class Requests {
    /** More than this machine sends per second of requests that can be sent only once. */
    private static final int PER_SECOND = 2_000;

    private final int size;
    private final boolean once;
    private final IntFunction<Request> each;
    private int sent;

    private Requests(int size, boolean once, IntFunction<Request> each) {
        this.size = size;
        this.once = once;
        this.each = each;
    }

    static Requests repeated(List<Request> requests) {
        return new Requests(requests.size(), false, requests::get);
    }

    /** @param each by its number, from 0 */
    static Requests once(int size, IntFunction<Request> each) {
        return new Requests(size, true, each);
    }

    /** One of each kind in turn, until a kind runs out that can be sent only once. */
    static Requests inTurn(List<Requests> kinds) {
        var size = kinds.stream()
                .filter(kind -> kind.once)
                .mapToInt(kind -> kind.size / Collections.frequency(kinds, kind) * kinds.size())
                .min()
                .orElseThrow();
        return once(size, i -> {
            var place = i % kinds.size();
            var kind = kinds.get(place);
            var before = Collections.frequency(kinds.subList(0, place), kind);
            return kind.each.apply((i / kinds.size() * Collections.frequency(kinds, kind) + before) % kind.size);
        });
    }

    boolean canBeRepeated() {
        return !once;
    }

    /** The requests for a run of this many seconds. */
    List<Request> next(int seconds) {
        var end = once ? Math.min(size, sent + PER_SECOND * seconds) : size;
        return IntStream.range(sent, end).mapToObj(each).toList();
    }

    /** @param count of {@link #next} that may have been sent */
    void sent(long count, int seconds) {
        if (!once) {
            return;
        }
        if (count > Math.min(size - sent, PER_SECOND * seconds)) {
            throw new IllegalStateException("There are no more requests than " + size
                    + " that can be sent only once: choose fewer rounds or seconds, or a shorter warm-up.");
        }
        sent += (int) count;
    }
}
