package io.tickwheel.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSplitterTest {
  @Test
  void cutsLinesWhereverTheChunksEnd() {
    assertThat(split("{\"a\":1}\n\n  {\"b\":2} \r\n{\"c\""))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\"");
    assertThat(split("")).isEmpty();
    assertThat(split(" \n \n")).isEmpty();
  }

  @Test
  void cutsArraysWhereverTheChunksEnd() {
    assertThat(split("[{\"a\":[1,2]}, {\"b\":\"],[\\\"\\\\\"} ,3]"))
        .containsExactly("{\"a\":[1,2]}", "{\"b\":\"],[\\\"\\\\\"}", "3");
    assertThat(split(" [ ] ")).isEmpty();
    assertThat(split("[[]]")).containsExactly("[]");
  }

  @Test
  void saysWhatIsBrokenAroundTheElements() {
    assertThat(split("[{},]")).containsExactly("{}", "!An element of the array is missing.");
    assertThat(split("[,{}]")).containsExactly("!An element of the array is missing.", "{}");
    assertThat(split("[{}")).containsExactly("{}", "!The array does not end.");
    assertThat(split("[{}] x y"))
        .containsExactly("{}", "!Something follows after the end of the array.");
    assertThat(split("[{\"a\":1} {\"b\":2}]")).containsExactly("{\"a\":1} {\"b\":2}");
    assertThat(split("[}, {}]")).containsExactly("}", "{}");
  }

  @Test
  void anElementBeyondTheLimitIsNamedNotKept() {
    assertThat(split("\"" + "x".repeat(200) + "\"\n{}")).containsExactly("202 bytes", "{}");
    assertThat(split("[\"" + "x".repeat(200) + "\",{}]")).containsExactly("202 bytes", "{}");
  }

  /// What comes out, which must be the same for every size of chunks.
  private static List<String> split(String text) {
    List<String> whole = split(text, text.length() + 1);
    for (int chunk = 1; chunk <= 7; chunk++) {
      assertThat(split(text, chunk)).isEqualTo(whole);
    }
    return whole;
  }

  private static List<String> split(String text, int chunk) {
    var out = new ArrayList<String>();
    var splitter = new BatchSplitter(100, new Recording(out));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += chunk) {
      splitter.feed(Arrays.copyOfRange(bytes, from, Math.min(from + chunk, bytes.length)));
    }
    splitter.end();
    return out;
  }

  private record Recording(List<String> out) implements BatchSplitter.Elements {
    @Override
    public void element(byte[] bytes, int length) {
      out.add(new String(bytes, 0, length, StandardCharsets.UTF_8).strip());
    }

    @Override
    public void tooLong(long bytes) {
      out.add(bytes + " bytes");
    }

    @Override
    public void broken(String detail) {
      out.add("!" + detail);
    }
  }
}
