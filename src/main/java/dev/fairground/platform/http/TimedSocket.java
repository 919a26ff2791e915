package dev.fairground.platform.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/** Waits with each read for what is left of the whole, where others wait as long again for each; TLS, which lies above, reads through it too. */
class TimedSocket extends Socket {

    private final TimeLeft left;
    private volatile int each;

    TimedSocket(TimeLeft left) {
        this.left = left;
    }

    /** Holds for each read, as of any socket, but never beyond what is left of the whole. */
    @Override
    public void setSoTimeout(int millis) throws SocketException {
        each = millis;
        super.setSoTimeout(millis);
    }

    private void limitRead() throws IOException {
        int most = left.millis();
        super.setSoTimeout(each == 0 ? most : Math.min(each, most));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {

            @Override
            public int read() throws IOException {
                limitRead();
                return super.read();
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                limitRead();
                return super.read(into, from, most);
            }
        };
    }
}
