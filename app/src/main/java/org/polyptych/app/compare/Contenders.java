package org.polyptych.app.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;

/** The engines of a comparison, checked before anything is opened. */
final class Contenders {
    private Contenders() {}

    /**
     * All of them. One that cannot do what the settings ask is among them, and tells it by {@link Contender#refusal()}.
     *
     * @throws BadInputException for an engine, a setting or a number that nobody can use, or if all refuse
     */
    static List<Contender> of(CompareRequest request) {
        if (request.engines().isEmpty()) {
            throw new BadInputException("no engine to compare: name some with --engines a,b,c or --engine NAME");
        }
        Set<String> groups = Contender.groups(request.engines());
        for (String key : request.settings().keySet()) {
            if (!groups.contains(Contender.group(key))) {
                throw new BadInputException("unknown setting '" + key
                        + "': its group is none of the engines compared and"
                        + " none of the common ones; did you mean '" + NearestName.of(Contender.group(key), groups)
                        + "'?");
            }
        }
        for (String name : request.iterationsOf().keySet()) {
            if (!request.engines().contains(name)) {
                throw new BadInputException("--iterations names '" + name + "', which is not compared; did you mean '"
                        + NearestName.of(name, request.engines()) + "'?");
            }
        }
        List<Contender> all = new ArrayList<>();
        Set<String> folders = new HashSet<>();
        for (String text : request.engines()) {
            Contender contender = Contender.of(text, request);
            if (!folders.add(contender.folder())) {
                throw new BadInputException("the engine '" + text + "' is named twice; name each once");
            }
            all.add(contender);
        }
        if (all.stream().allMatch(contender -> contender.refusal().isPresent())) {
            throw new BadInputException(all.getFirst().refusal().orElseThrow());
        }
        return all;
    }
}
