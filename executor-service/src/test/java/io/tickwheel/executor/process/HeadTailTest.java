package io.tickwheel.executor.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HeadTailTest {
  @Test
  void keepsWhatFitsAsItIs() {
    var kept = new HeadTail(10);
    append(kept, "12345");
    append(kept, "67890");
    assertThat(kept.text()).isEqualTo("1234567890");
    assertThat(kept.isTruncated()).isFalse();
  }

  @Test
  void saysHowMuchIsLeftOutBetweenHeadAndTail() {
    var kept = new HeadTail(10);
    append(kept, "abcdefghijklmnopqrstuvwxyz");
    assertThat(kept.text()).isEqualTo("abcde\n[… 16 bytes left out …]\nvwxyz");
    assertThat(kept.isTruncated()).isTrue();
  }

  @Test
  void neverShowsHalfACharacter() {
    var kept = new HeadTail(10);
    append(kept, "abcé€😀".repeat(20));
    assertThat(kept.text()).doesNotContain("\ufffd").startsWith("abc").contains("left out");
  }

  /// The oracle keeps everything and cuts it afterwards.
  @Test
  void anyChunkingGivesTheSameText() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int cap = 2 + random.nextInt(40);
      var kept = new HeadTail(cap);
      var all = new ByteArrayOutputStream();
      for (int chunks = random.nextInt(12); chunks > 0; chunks--) {
        byte[] chunk = new byte[random.nextInt(30)];
        for (int i = 0; i < chunk.length; i++) {
          chunk[i] = (byte) ('a' + random.nextInt(26));
        }
        all.writeBytes(chunk);
        kept.append(ByteBuffer.wrap(chunk));
      }
      assertThat(kept.text()).as("seed %s round %s", seed, round).isEqualTo(cut(all, cap));
    }
  }

  private static String cut(ByteArrayOutputStream all, int cap) {
    String text = all.toString(UTF_8);
    if (text.length() <= cap) {
      return text;
    }
    int head = cap / 2;
    int tail = cap - head;
    return text.substring(0, head)
        + "\n[… "
        + (text.length() - cap)
        + " bytes left out …]\n"
        + text.substring(text.length() - tail);
  }

  private static void append(HeadTail kept, String text) {
    kept.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
