package org.polyptych.electron.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;

/**
 * One data block of a cif file: single values and tables (S. R. Hall, F. H. Allen and I. D. Brown, Acta Crystallographica A 47,
 * 655, 1991). Names in lower case, with _ for a dot.
 */
final class CifBlock {
    /** A value and the line it is on, counted from 1. Quoted text is never a keyword. */
    private record Token(String text, boolean quoted, int line) {
        boolean is(String keyword) {
            return !quoted && text.toLowerCase(Locale.ROOT).startsWith(keyword);
        }
    }

    /** A table; {@link #rows} cuts the values into rows. */
    private record Loop(List<String> names, List<Token> values) {}

    private final String file;
    private final Map<String, String> single = new LinkedHashMap<>();
    private final List<Loop> loops = new ArrayList<>();

    private CifBlock(String file) {
        this.file = file;
    }

    /** The blocks of a file. */
    static List<CifBlock> of(String file, List<String> lines) {
        List<Token> tokens = tokens(file, lines);
        List<CifBlock> blocks = new ArrayList<>();
        CifBlock block = new CifBlock(file);
        int i = 0;
        while (i < tokens.size()) {
            Token token = tokens.get(i++);
            if (token.is("data_")) {
                block = new CifBlock(file);
                blocks.add(block);
            } else if (token.is("loop_")) {
                List<String> names = new ArrayList<>();
                while (i < tokens.size() && tokens.get(i).is("_")) {
                    names.add(name(tokens.get(i++)));
                }
                int from = i;
                while (i < tokens.size() && !keyword(tokens.get(i))) {
                    i++;
                }
                block.loops.add(new Loop(names, tokens.subList(from, i)));
            } else if (token.is("_") && i < tokens.size() && !keyword(tokens.get(i))) {
                block.single.put(name(token), tokens.get(i++).text());
            } else {
                throw new BadInputException(file + ": line " + token.line() + ": '" + token.text()
                        + "' stands where a cif file has a name with its value, loop_ or data_");
            }
        }
        return blocks;
    }

    /** Newer dictionaries write a dot between category and item. */
    private static String name(Token token) {
        return token.text().toLowerCase(Locale.ROOT).replace('.', '_');
    }

    private static boolean keyword(Token token) {
        return token.is("_") || token.is("loop_") || token.is("data_");
    }

    private static List<Token> tokens(String file, List<String> lines) {
        List<Token> tokens = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n);
            if (line.startsWith(";")) {
                int first = n;
                StringBuilder text = new StringBuilder(line.substring(1));
                while (++n < lines.size() && !lines.get(n).startsWith(";")) {
                    text.append('\n').append(lines.get(n));
                }
                if (n == lines.size()) {
                    throw new BadInputException(
                            file + ": line " + (first + 1) + ": the text that begins here with ';' does not end");
                }
                tokens.add(new Token(text.toString(), true, first + 1));
                line = lines.get(n).substring(1);
            }
            addWords(line, n + 1, tokens);
        }
        return tokens;
    }

    private static void addWords(String line, int number, List<Token> tokens) {
        int at = 0;
        while (at < line.length()) {
            char first = line.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
            } else if (first == '#') {
                return;
            } else if (first == '\'' || first == '"') {
                int end = at + 1;
                while (end < line.length()
                        && !(line.charAt(end) == first
                                && (end + 1 == line.length() || Character.isWhitespace(line.charAt(end + 1))))) {
                    end++;
                }
                tokens.add(new Token(line.substring(at + 1, end), true, number));
                at = end + 1;
            } else {
                int end = at;
                while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(line.substring(at, end), false, number));
                at = end;
            }
        }
    }

    /** A single value; empty where there is none or it is said to be unknown. */
    Optional<String> value(String name) {
        return Optional.ofNullable(single.get(name)).filter(CifBlock::known);
    }

    static boolean known(String text) {
        return !text.equals(".") && !text.equals("?");
    }

    /** The rows of the table that has a column of this name, each by column; none if there is no such table. */
    List<Map<String, String>> rows(String name) {
        return loops.stream()
                .filter(loop -> loop.names().contains(name))
                .findFirst()
                .map(this::rows)
                .orElse(List.of());
    }

    private List<Map<String, String>> rows(Loop loop) {
        int columns = loop.names().size();
        if (loop.values().size() % columns != 0) {
            throw new BadInputException(file + ": the table of " + loop.names().getFirst() + " has "
                    + loop.values().size() + " values, which is no multiple of its " + columns + " columns");
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (int from = 0; from < loop.values().size(); from += columns) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < columns; c++) {
                row.put(loop.names().get(c), loop.values().get(from + c).text());
            }
            rows.add(row);
        }
        return rows;
    }
}
