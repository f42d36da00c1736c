package wasi;

import org.teavm.interop.Address;
import org.teavm.interop.Import;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Standard input: descriptor 0 of preview 1. */
final class StandardInput extends InputStream {
    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) return 0;
        int[] vector = new int[2];
        int[] count = new int[1];
        vector[0] = Address.ofData(into).add(offset).toInt();
        vector[1] = length;
        int errno = fdRead(0, Address.ofData(vector), 1, Address.ofData(count));
        if (errno != 0) throw new IOException("fd_read failed with errno " + errno);
        return count[0] == 0 ? -1 : count[0];
    }

    @Import(module = "wasi_snapshot_preview1", name = "fd_read")
    private static native int fdRead(
            int descriptor, Address vectors, int vectorCount, Address count);
}
