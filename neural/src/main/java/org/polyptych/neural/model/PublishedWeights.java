package org.polyptych.neural.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipException;
import org.polyptych.core.BadInputException;

/**
 * Weights that others have published, by name: files of PyTorch ({@code torch.save} of a {@code state_dict}, version 1.6 and
 * later) and safetensors. Tensors only: of a pickle no more is understood than maps, lists, texts, numbers and tensors, and
 * nothing of it is executed.
 */
public final class PublishedWeights {
    /** Under which a map of weights is usually kept among other things. */
    private static final List<String> USUAL =
            List.of("state_dict", "model_state_dict", "model", "net", "network", "weights");

    /** In front of every name where a network was trained on several cards. */
    private static final String WRAPPED = "module.";

    private PublishedWeights() {}

    /**
     * Reads all weights, as floats.
     *
     * @return the last index fastest, in the order of the file
     * @throws BadInputException if the file cannot be read, is neither kind, is damaged, names what weights are not made of,
     *     or holds several maps of weights
     */
    public static SequencedMap<String, Weights> read(Path file) {
        byte[] start = start(file);
        if (start.length == 4 && start[0] == 'P' && start[1] == 'K') {
            return unwrapped(torch(file));
        }
        if (start.length > 1 && start[0] == (byte) 0x80 && start[1] <= 5) {
            throw new BadInputException(file + ": is a pickle by itself, as PyTorch wrote before version 1.6; load it"
                    + " there and save its state_dict() again");
        }
        return unwrapped(Safetensors.read(file).arrays());
    }

    private static byte[] start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4);
        } catch (IOException e) {
            throw Unreadable.file(file, e);
        }
    }

    private static SequencedMap<String, Weights> torch(Path file) {
        try (TorchArchive archive = TorchArchive.open(file)) {
            Object content = Pickle.read(file.toString(), archive.list(), new TorchWords(file.toString()));
            Map<String, TorchTensor> tensors = tensors(file, content);
            long most = Files.size(file);
            long total = 0;
            for (Map.Entry<String, TorchTensor> tensor : tensors.entrySet()) {
                tensor.getValue().check(file + ": '" + Quoted.of(tensor.getKey()) + "'");
                total += tensor.getValue().count();
                if (total > 4 * most) {
                    throw new BadInputException(
                            file + ": promises more numbers than a file of " + most + " bytes can hold");
                }
            }
            SequencedMap<String, Weights> weights = new LinkedHashMap<>();
            // in their order
            tensors.keySet().forEach(name -> weights.put(name, null));
            for (List<String> names : byStorage(tensors).values()) {
                ByteBuffer numbers = archive.numbers(
                        names.stream().map(name -> tensors.get(name).storage()).toList());
                names.forEach(name -> weights.put(name, tensors.get(name).weights(numbers)));
            }
            return weights;
        } catch (ZipException e) {
            throw new BadInputException(file + ": is a damaged zip archive (" + e.getMessage() + "); copy it again", e);
        } catch (IOException e) {
            throw Unreadable.file(file, e);
        }
    }

    /** Names of the tensors that lie in one storage, which is read once. */
    private static Map<String, List<String>> byStorage(Map<String, TorchTensor> tensors) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> names.computeIfAbsent(tensor.storage().key(), key -> new ArrayList<>())
                .add(name));
        return names;
    }

    /** The map of weights: what is read itself, or what lies in it. */
    private static Map<String, TorchTensor> tensors(Path file, Object content) {
        if (!(content instanceof Map<?, ?> map)) {
            throw new BadInputException(file + ": holds no map of weights; save the network's state_dict()");
        }
        for (String key : USUAL) {
            Map<String, TorchTensor> inner = tensors(map.get(key));
            if (!inner.isEmpty()) {
                return inner;
            }
        }
        Map<String, TorchTensor> own = tensors(map);
        if (!own.isEmpty()) {
            return own;
        }
        List<? extends Map.Entry<?, ?>> inner = map.entrySet().stream()
                .filter(entry -> !tensors(entry.getValue()).isEmpty())
                .toList();
        if (inner.size() != 1) {
            throw new BadInputException(file + ": holds "
                    + (inner.isEmpty()
                            ? "no weights"
                            : "several maps of weights, such as "
                                    + Quoted.of(String.valueOf(inner.get(0).getKey())) + " and "
                                    + Quoted.of(String.valueOf(inner.get(1).getKey())))
                    + "; save the network's state_dict() alone");
        }
        return tensors(inner.getFirst().getValue());
    }

    private static Map<String, TorchTensor> tensors(Object candidate) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        if (candidate instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key instanceof String name && value instanceof TorchTensor tensor) {
                    tensors.put(name, tensor);
                }
            });
        }
        return tensors;
    }

    private static SequencedMap<String, Weights> unwrapped(SequencedMap<String, Weights> weights) {
        if (!weights.keySet().stream().allMatch(name -> name.startsWith(WRAPPED))) {
            return weights;
        }
        SequencedMap<String, Weights> bare = new LinkedHashMap<>();
        weights.forEach((name, array) -> bare.put(name.substring(WRAPPED.length()), array));
        return bare;
    }
}
