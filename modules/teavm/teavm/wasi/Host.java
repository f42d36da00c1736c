package wasi;

import org.teavm.backend.wasm.runtime.WasiBuffer;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What java.lang.System asks of preview 1, where TeaVM's own has nothing. An address of an array
 * holds until the next allocation, because the collector moves objects. Numbers of 64 bits lie in
 * TeaVM's buffer, because arrays are not aligned to them.
 */
public final class Host {
    private static final int MONOTONIC = 1;
    private static final int SUBSCRIPTION_SIZE = 48;
    private static final int EVENT_SIZE = 32;
    private static final InputStream INPUT = new StandardInput();
    private static Map<String, String> environment;

    private Host() {}

    public static void exit(int status) {
        procExit(status);
    }

    public static InputStream in() {
        return INPUT;
    }

    public static String getenv(String name) {
        return getenv().get(name);
    }

    public static Map<String, String> getenv() {
        if (environment == null) environment = Collections.unmodifiableMap(readEnvironment());
        return environment;
    }

    public static long nanoTime() {
        Address now = WasiBuffer.getBuffer();
        if (clockTimeGet(MONOTONIC, 1, now) != 0)
            throw new IllegalStateException("clock_time_get failed");
        return now.getLong();
    }

    public static void sleep(long milliseconds) {
        if (milliseconds < 0) throw new IllegalArgumentException("timeout value is negative");
        Address subscription = WasiBuffer.getBuffer();
        Address event = subscription.add(SUBSCRIPTION_SIZE);
        Address.fillZero(subscription, SUBSCRIPTION_SIZE);
        // Its tag is 0, a clock: which one, and how long from now.
        subscription.add(16).putInt(MONOTONIC);
        subscription.add(24).putLong(milliseconds * 1_000_000);
        if (pollOneoff(subscription, event, 1, event.add(EVENT_SIZE)) != 0)
            throw new IllegalStateException("poll_oneoff failed");
    }

    public static void nextBytes(byte[] bytes) {
        if (randomGet(Address.ofData(bytes), bytes.length) != 0)
            throw new IllegalStateException("random_get failed");
    }

    public static int next(int bits) {
        byte[] bytes = new byte[Integer.BYTES];
        nextBytes(bytes);
        int all =
                (bytes[0] & 0xff) << 24
                        | (bytes[1] & 0xff) << 16
                        | (bytes[2] & 0xff) << 8
                        | bytes[3] & 0xff;
        return all >>> (Integer.SIZE - bits);
    }

    public static int nextInt() {
        return next(Integer.SIZE);
    }

    public static double nextDouble() {
        return (((long) next(26) << 27) + next(27)) * 0x1.0p-53;
    }

    /** TeaVM's queue of events would wake its host. Nobody else is here. */
    public static void interrupt() {}

    private static Map<String, String> readEnvironment() {
        int[] sizes = new int[2];
        Address counted = Address.ofData(sizes);
        if (environSizesGet(counted, counted.add(Integer.BYTES)) != 0)
            throw new IllegalStateException("environ_sizes_get failed");
        if (sizes[0] == 0) return Map.of();
        int[] starts = new int[sizes[0]];
        byte[] text = new byte[sizes[1]];
        Address begin = Address.ofData(text);
        if (environGet(Address.ofData(starts), begin) != 0)
            throw new IllegalStateException("environ_get failed");
        for (int index = 0; index < starts.length; index++) starts[index] -= begin.toInt();
        Map<String, String> variables = new LinkedHashMap<>();
        for (int start : starts) {
            int end = start;
            while (text[end] != 0) end++;
            String variable = new String(text, start, end - start, StandardCharsets.UTF_8);
            int equals = variable.indexOf('=');
            variables.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return variables;
    }

    @Import(module = "wasi_snapshot_preview1", name = "proc_exit")
    private static native void procExit(int status);

    @Import(module = "wasi_snapshot_preview1", name = "environ_sizes_get")
    private static native int environSizesGet(Address count, Address size);

    @Import(module = "wasi_snapshot_preview1", name = "environ_get")
    private static native int environGet(Address pointers, Address buffer);

    @Import(module = "wasi_snapshot_preview1", name = "clock_time_get")
    private static native int clockTimeGet(int clock, long precision, Address time);

    @Import(module = "wasi_snapshot_preview1", name = "poll_oneoff")
    private static native int pollOneoff(
            Address subscriptions, Address events, int subscriptionCount, Address eventCount);

    @Import(module = "wasi_snapshot_preview1", name = "random_get")
    private static native int randomGet(Address buffer, int length);
}
