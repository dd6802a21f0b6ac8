package org.polyptych.app.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Signals of the system, such as INT for Ctrl-C. Java offers them only as {@code sun.misc.Signal}, of the supported
 * module {@code jdk.unsupported}, whose every mention the compiler warns of; so it is called by name.
 */
final class Signals {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /**
     * Has the action done at each signal, on a thread of the system's.
     *
     * @return what puts the handler before back; empty where the signal does not exist or is not to be had
     */
    static Optional<Runnable> handle(String name, Runnable action) {
        try {
            Class<?> handlerType = Class.forName(HANDLER);
            Object signal = Class.forName(SIGNAL).getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return method.getName().equals("equals") ? proxy == arguments[0] : (Object) name.hashCode();
                    });
            Object before = set(signal, handler);
            return Optional.of(() -> {
                try {
                    set(signal, before);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (InvocationTargetException e) {
            return Optional.empty(); // not a signal of this system, or one that the virtual machine keeps
        } catch (ReflectiveOperationException e) {
            return Optional.empty(); // another Java
        }
    }

    private static Object set(Object signal, Object handler) throws ReflectiveOperationException {
        Class<?> type = signal.getClass();
        return type.getMethod("handle", type, Class.forName(HANDLER)).invoke(null, signal, handler);
    }
}
