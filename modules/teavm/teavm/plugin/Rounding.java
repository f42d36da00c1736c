package plugin;

import org.teavm.ast.InvocationExpr;
import org.teavm.backend.wasm.intrinsics.WasmIntrinsic;
import org.teavm.backend.wasm.intrinsics.WasmIntrinsicManager;
import org.teavm.backend.wasm.model.expression.WasmExpression;
import org.teavm.backend.wasm.model.expression.WasmFloatType;
import org.teavm.backend.wasm.model.expression.WasmFloatUnary;
import org.teavm.backend.wasm.model.expression.WasmFloatUnaryOperation;
import org.teavm.model.MethodReference;

import java.util.Map;

/**
 * Functions of java.lang.Math that are instructions of WebAssembly: TeaVM would import them from
 * JavaScript.
 */
public final class Rounding implements WasmIntrinsic {
    private static final Map<String, WasmFloatUnaryOperation> INSTRUCTIONS =
            Map.of(
                    "sqrt",
                    WasmFloatUnaryOperation.SQRT,
                    "ceil",
                    WasmFloatUnaryOperation.CEIL,
                    "floor",
                    WasmFloatUnaryOperation.FLOOR);

    @Override
    public boolean isApplicable(MethodReference method) {
        return method.getClassName().equals("java.lang.Math")
                && INSTRUCTIONS.containsKey(method.getName());
    }

    @Override
    public WasmExpression apply(InvocationExpr call, WasmIntrinsicManager manager) {
        var operand = manager.generate(call.getArguments().get(0));
        return new WasmFloatUnary(
                WasmFloatType.FLOAT64, INSTRUCTIONS.get(call.getMethod().getName()), operand);
    }
}
