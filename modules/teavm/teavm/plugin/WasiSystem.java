package plugin;

import org.teavm.backend.wasm.wasi.Wasi;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.instructions.LongConstantInstruction;

import java.util.Map;

/**
 * Gives Java's library what TeaVM's has not for WASI: standard input, the environment, an exit, a
 * clock that only goes on, sleep, and random bytes.
 */
public final class WasiSystem implements ClassHolderTransformer {
    private static final String HOST = "wasi.Host";

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        switch (type.getName()) {
            case "java.lang.System" -> {
                delegate(type, context, "exit", ValueType.INTEGER, ValueType.VOID);
                delegate(type, context, "in", ValueType.object("java.io.InputStream"));
                delegate(
                        type,
                        context,
                        "getenv",
                        ValueType.object("java.lang.String"),
                        ValueType.object("java.lang.String"));
                delegate(type, context, "getenv", ValueType.object("java.util.Map"));
                delegate(type, context, "nanoTime", ValueType.LONG);
            }
            case "java.security.SecureRandom" -> {
                delegate(
                        type,
                        context,
                        "nextBytes",
                        ValueType.arrayOf(ValueType.BYTE),
                        ValueType.VOID);
                delegate(type, context, "next", ValueType.INTEGER, ValueType.INTEGER);
                delegate(type, context, "nextInt", ValueType.INTEGER);
                delegate(type, context, "nextDouble", ValueType.DOUBLE);
            }
            case "java.lang.Thread" ->
                    delegate(type, context, "sleep", ValueType.LONG, ValueType.VOID);
            case "org.teavm.runtime.EventQueue" ->
                    delegate(type, context, "interrupt", ValueType.VOID);
            case "org.teavm.backend.wasm.runtime.fs.WasiVirtualFile" ->
                    type.getMethods().forEach(WasiSystem::mendRights);
            default -> {}
        }
    }

    private static final long RENAME_TARGET = 1 << 17;
    private static final long TO_WRITE =
            Wasi.RIGHTS_WRITE | Wasi.RIGHTS_SYNC | Wasi.RIGHTS_FD_FILESTAT_SET_SIZE;

    // A rename opens the new folder to read and to write, which no folder can be. Who writes
    // has no right to seek, and does it at a file's end.
    private static final Map<Long, Long> RIGHTS =
            Map.of(
                    Wasi.RIGHTS_READ | Wasi.RIGHTS_WRITE,
                    Wasi.RIGHTS_READ | RENAME_TARGET,
                    TO_WRITE,
                    TO_WRITE | Wasi.RIGHTS_SEEK | Wasi.RIGHTS_TELL);

    private static void mendRights(MethodHolder method) {
        if (method.getProgram() == null) return;
        for (var block : method.getProgram().getBasicBlocks()) {
            for (var instruction : block) {
                if (instruction instanceof LongConstantInstruction rights)
                    rights.setConstant(
                            RIGHTS.getOrDefault(rights.getConstant(), rights.getConstant()));
            }
        }
    }

    // A method whose body is a call of the static one that has its name in HOST.
    private static void delegate(
            ClassHolder type,
            ClassHolderTransformerContext context,
            String name,
            ValueType... signature) {
        var descriptor = new MethodDescriptor(name, signature);
        var method = type.getMethod(descriptor);
        if (method == null) {
            method = new MethodHolder(descriptor);
            method.setLevel(AccessLevel.PUBLIC);
            method.getModifiers().add(ElementModifier.STATIC);
            type.addMethod(method);
        }
        method.getModifiers().remove(ElementModifier.NATIVE);
        method.setProgram(new Program());
        var emitter = ProgramEmitter.create(method, context.getHierarchy());
        var arguments = new ValueEmitter[descriptor.parameterCount()];
        for (var index = 0; index < arguments.length; index++)
            arguments[index] = emitter.var(index + 1, descriptor.parameterType(index));
        var result = emitter.invoke(new MethodReference(HOST, descriptor), arguments);
        if (descriptor.getResultType() == ValueType.VOID) emitter.exit();
        else result.returnValue();
    }
}
