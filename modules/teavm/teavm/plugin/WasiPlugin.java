package plugin;

import org.teavm.backend.wasm.TeaVMWasmHost;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** What TeaVM is told of WASI. */
public final class WasiPlugin implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        host.add(new WasiSystem());
        host.getExtension(TeaVMWasmHost.class).add(context -> new Rounding());
    }
}
