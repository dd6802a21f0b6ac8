package org.polyptych.neural.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.polyptych.core.BadInputException;

/**
 * Builds what a pickle describes out of maps, lists, texts and numbers, and of nothing else: Python's pickles are programs
 * for a small machine, which in Python may call anything. This one knows the codes of protocols 2 to 5 that build data; what
 * is to be called it asks of a {@link Vocabulary}, which knows few words. Nothing is ever executed.
 */
final class Pickle {
    /** The words a pickle may use. */
    interface Vocabulary {
        /**
         * What a name stands for.
         *
         * @throws BadInputException for a name that is none of the words
         */
        Object named(String name);

        /** What the call of something {@linkplain #named named} gives. */
        Object called(Object function, List<?> arguments);

        /** What lies outside of the pickle. */
        Object outside(Object id);
    }

    /** Each makes one object at most, of what stands in the code or is there already; a tensor takes about 35. */
    static final int MOST_STEPS = 1_000_000;

    private final String file;
    private final ByteBuffer code;
    private final Vocabulary words;
    private final List<Object> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private Pickle(String file, byte[] code, Vocabulary words) {
        this.file = file;
        this.code = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
        this.words = words;
    }

    /**
     * @param file for messages
     * @return null, Boolean, Long, Double, String, a List (tuples too), a Map, or what the words give
     * @throws BadInputException for what is no pickle, is damaged, or uses other words or codes
     */
    static Object read(String file, byte[] code, Vocabulary words) {
        Pickle pickle = new Pickle(file, code, words);
        try {
            int next = pickle.unsigned1();
            for (int steps = 0; next != '.'; steps++) {
                if (steps == MOST_STEPS) {
                    throw pickle.damaged("it has more than " + MOST_STEPS + " steps");
                }
                pickle.step(next);
                next = pickle.unsigned1();
            }
            return pickle.pop();
        } catch (BufferUnderflowException e) {
            throw new BadInputException(file + ": its list of weights ends in the middle; copy it again", e);
        }
    }

    private void step(int opcode) {
        switch (opcode) {
            case 0x80 -> unsigned1(); // protocol
            case 0x95 -> code.getLong(); // frame
            case '(' -> marks.push(stack.size());
            case '0' -> pop();
            case '1' -> sinceMark();
            case 'N' -> stack.add(null);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'J' -> stack.add((long) code.getInt());
            case 'K' -> stack.add((long) unsigned1());
            case 'M' -> stack.add((long) unsigned2());
            case 0x8a -> stack.add(longOf(unsigned1()));
            case 'G' -> stack.add(code.order(ByteOrder.BIG_ENDIAN).getDouble());
            case 'X' -> stack.add(text(code.getInt()));
            case 0x8c, 'U' -> stack.add(text(unsigned1()));
            case ')' -> stack.add(List.of());
            case 't' -> stack.add(Collections.unmodifiableList(sinceMark()));
            case 0x85 -> tuple(1);
            case 0x86 -> tuple(2);
            case 0x87 -> tuple(3);
            case ']' -> stack.add(new ArrayList<>());
            case 'l' -> stack.add(sinceMark());
            case 'a' -> append(() -> List.of(new Single(pop())));
            case 'e' -> append(() -> sinceMark().stream().map(Single::new).toList());
            case '}' -> stack.add(new LinkedHashMap<>());
            case 'd' -> {
                List<Object> pairs = sinceMark();
                stack.add(put(new LinkedHashMap<>(), pairs));
            }
            case 's' -> {
                List<Object> pair = last(2);
                put(top(), pair);
            }
            case 'u' -> {
                List<Object> pairs = sinceMark();
                put(top(), pairs);
            }
            case 'q' -> memo.put((long) unsigned1(), top());
            case 'r' -> memo.put(Integer.toUnsignedLong(code.getInt()), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> remembered(unsigned1());
            case 'j' -> remembered(Integer.toUnsignedLong(code.getInt()));
            case 'c' -> stack.add(words.named(line() + "." + line()));
            case 0x93 -> {
                if (!(last(2) instanceof List<Object> name
                        && name.get(0) instanceof String module
                        && name.get(1) instanceof String member)) {
                    throw damaged("a name is no text");
                }
                stack.add(words.named(module + "." + member));
            }
            case 'R' -> {
                List<Object> call = last(2);
                if (!(call.get(1) instanceof List<?> arguments)) {
                    throw damaged("something is called without arguments");
                }
                stack.add(words.called(call.get(0), arguments));
            }
            // attributes, such as the version notes that PyTorch hangs on a map of weights: not needed
            case 'b' -> last(1);
            case 'Q' -> stack.add(words.outside(pop()));
            default ->
                throw damaged(String.format(
                        "code 0x%02x at byte %d is not among those that build data", opcode, code.position() - 1));
        }
        code.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A value that may be null, which streams and {@code List.of} do not take. */
    private record Single(Object value) {}

    private void append(Supplier<List<Single>> values) {
        List<Single> more = values.get();
        if (!(top() instanceof ArrayList<?>)) {
            throw damaged("something is added to what is no list");
        }
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) top();
        more.forEach(one -> list.add(one.value()));
    }

    private Object put(Object to, List<Object> pairs) {
        if (!(to instanceof LinkedHashMap<?, ?>) || pairs.size() % 2 != 0) {
            throw damaged("something is put into what is no dictionary");
        }
        @SuppressWarnings("unchecked")
        Map<Object, Object> map = (Map<Object, Object>) to;
        for (int k = 0; k < pairs.size(); k += 2) {
            Object key = pairs.get(k);
            if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
                throw damaged("a key of a dictionary is neither a text nor a whole number");
            }
            map.put(key, pairs.get(k + 1));
        }
        return to;
    }

    private void tuple(int count) {
        stack.add(Collections.unmodifiableList(last(count)));
    }

    private void remembered(long index) {
        if (!memo.containsKey(index)) {
            throw damaged("it refers to what it has not said");
        }
        stack.add(memo.get(index));
    }

    /** Where the last mark is: what is below it must stay. */
    private int floor() {
        return marks.isEmpty() ? 0 : marks.peek();
    }

    private Object top() {
        if (stack.size() <= floor()) {
            throw damaged("something is missing");
        }
        return stack.getLast();
    }

    private Object pop() {
        top();
        return stack.removeLast();
    }

    /** Takes so many off the stack, in the order in which they were put there. */
    private List<Object> last(int count) {
        if (stack.size() - count < floor()) {
            throw damaged("something is missing");
        }
        List<Object> tail = stack.subList(stack.size() - count, stack.size());
        List<Object> taken = new ArrayList<>(tail);
        tail.clear();
        return taken;
    }

    private List<Object> sinceMark() {
        if (marks.isEmpty()) {
            throw damaged("a mark is missing");
        }
        List<Object> taken = last(stack.size() - marks.peek());
        marks.pop();
        return taken;
    }

    private int unsigned1() {
        return code.get() & 0xff;
    }

    private int unsigned2() {
        return code.getShort() & 0xffff;
    }

    /** A whole number, least byte first. */
    private long longOf(int bytes) {
        if (bytes > 8) {
            throw damaged("a whole number of " + bytes + " bytes");
        }
        long value = 0;
        for (int k = 0; k < bytes; k++) {
            long next = k == bytes - 1 ? code.get() : unsigned1();
            value |= next << (8 * k);
        }
        return value;
    }

    private String text(int bytes) {
        if (bytes < 0 || bytes > code.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] utf8 = new byte[bytes];
        code.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private String line() {
        int start = code.position();
        while (code.get() != '\n') {
            // on to the end of the line
        }
        return new String(code.array(), start, code.position() - 1 - start, StandardCharsets.UTF_8);
    }

    private BadInputException damaged(String how) {
        return new BadInputException(file + ": its list of weights is damaged, or not one of weights alone: " + how);
    }
}
