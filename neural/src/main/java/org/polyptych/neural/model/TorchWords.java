package org.polyptych.neural.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.core.BadInputException;

/** The words of a map of weights as PyTorch writes it; there are no others. */
record TorchWords(String file) implements Pickle.Vocabulary {
    private static final String ORDERED = "collections.OrderedDict";
    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final Map<String, NumberType> STORAGES = Map.of(
            "torch.DoubleStorage", NumberType.F64,
            "torch.FloatStorage", NumberType.F32,
            "torch.HalfStorage", NumberType.F16,
            "torch.BFloat16Storage", NumberType.BF16,
            "torch.LongStorage", NumberType.I64,
            "torch.IntStorage", NumberType.I32,
            "torch.ShortStorage", NumberType.I16,
            "torch.CharStorage", NumberType.I8,
            "torch.ByteStorage", NumberType.U8,
            "torch.BoolStorage", NumberType.BOOL);

    /** Something that may be called. */
    private enum Function {
        MAP,
        TENSOR,
        PARAMETER
    }

    @Override
    public Object named(String name) {
        if (STORAGES.containsKey(name)) {
            return STORAGES.get(name);
        }
        return switch (name) {
            case ORDERED -> Function.MAP;
            case TENSOR -> Function.TENSOR;
            case PARAMETER -> Function.PARAMETER;
            default ->
                throw new BadInputException(file + ": names '" + Quoted.of(name) + "', which weights are not made of;"
                        + " nothing of it was run. Save the network's state_dict() alone");
        };
    }

    @Override
    public Object called(Object function, List<?> arguments) {
        if (function == Function.MAP && arguments.isEmpty()) {
            return new LinkedHashMap<>();
        }
        if (function == Function.PARAMETER
                && !arguments.isEmpty()
                && arguments.getFirst() instanceof TorchTensor tensor) {
            return tensor;
        }
        if (function == Function.TENSOR
                && arguments.size() >= 4
                && arguments.get(0) instanceof TorchTensor.Storage storage
                && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof List<?> shape
                && arguments.get(3) instanceof List<?> stride
                && shape.size() <= SafetensorsHeader.MOST_AXES
                && stride.size() <= SafetensorsHeader.MOST_AXES) {
            return new TorchTensor(storage, offset, numbers(shape), numbers(stride));
        }
        throw damaged();
    }

    @Override
    public Object outside(Object id) {
        if (id instanceof List<?> parts
                && parts.size() == 5
                && "storage".equals(parts.get(0))
                && parts.get(1) instanceof NumberType type
                && parts.get(2) instanceof String key
                && parts.get(4) instanceof Long count) {
            return new TorchTensor.Storage(type, key, count);
        }
        throw damaged();
    }

    private long[] numbers(List<?> list) {
        long[] numbers = new long[list.size()];
        for (int k = 0; k < numbers.length; k++) {
            if (!(list.get(k) instanceof Long number)) {
                throw damaged();
            }
            numbers[k] = number;
        }
        return numbers;
    }

    private BadInputException damaged() {
        return new BadInputException(file + ": its list of weights is damaged: a tensor lacks what it is made of");
    }
}
