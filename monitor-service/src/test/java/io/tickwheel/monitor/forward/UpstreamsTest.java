package io.tickwheel.monitor.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamsTest {
  private static final URI A = URI.create("http://a");
  private static final URI B = URI.create("http://b");
  private static final URI C = URI.create("http://c");

  private long nanos;

  @Test
  void namedOnesTakeTurnsBeforeThoseHeardOf() {
    Upstreams upstreams = upstreams(List.of(A, B), List.of(C, A));
    assertThat(upstreams.inOrder()).containsExactly(A, B, C);
    assertThat(upstreams.inOrder()).containsExactly(B, A, C);
  }

  @Test
  void whoRefusedAMomentAgoComesLast() {
    Upstreams upstreams = upstreams(List.of(A), List.of(B));
    upstreams.refused(A);
    assertThat(upstreams.inOrder()).containsExactly(B, A);
    nanos += 3_000_000_000L;
    assertThat(upstreams.inOrder()).containsExactly(A, B);
  }

  @Test
  void theDefaultIsForThoseWhoNameAndHearNone() {
    assertThat(upstreams(List.of(), List.of()).inOrder()).containsExactly(URI.create("http://d"));
    assertThat(upstreams(List.of(), List.of(B)).inOrder()).containsExactly(B);
  }

  private Upstreams upstreams(List<URI> named, List<URI> heard) {
    return new Upstreams(named, () -> heard, URI.create("http://d"), () -> nanos);
  }
}
