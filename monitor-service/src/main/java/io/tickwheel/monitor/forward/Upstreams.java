package io.tickwheel.monitor.forward;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Schedulers to try for a request, in order: named ones first, taking turns, then those only heard
/// of; any that refused a connection a moment ago last. Thread-safe.
final class Upstreams {
  private static final long REFUSED_NANOS = 2_000_000_000L;

  private final List<URI> named;
  private final Supplier<List<URI>> heard;
  private final URI otherwise;
  private final LongSupplier nanoClock;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<URI, Long> refused = new ConcurrentHashMap<>();

  Upstreams(List<URI> named, Supplier<List<URI>> heard, URI otherwise, LongSupplier nanoClock) {
    this.named = List.copyOf(named);
    this.heard = heard;
    this.otherwise = otherwise;
    this.nanoClock = nanoClock;
  }

  List<URI> inOrder() {
    List<URI> alive = heard.get();
    Set<URI> all = new LinkedHashSet<>(inTurn(named.isEmpty() ? alive : named));
    all.addAll(alive);
    if (all.isEmpty()) {
      all.add(otherwise);
    }
    var good = new ArrayList<URI>();
    var last = new ArrayList<URI>();
    all.forEach(url -> (isRefusing(url) ? last : good).add(url));
    good.addAll(last);
    return good;
  }

  void refused(URI url) {
    refused.put(url, nanoClock.getAsLong());
  }

  private boolean isRefusing(URI url) {
    Long since = refused.get(url);
    if (since == null) {
      return false;
    }
    if (nanoClock.getAsLong() - since < REFUSED_NANOS) {
      return true;
    }
    refused.remove(url, since);
    return false;
  }

  private List<URI> inTurn(List<URI> urls) {
    if (urls.size() < 2) {
      return urls;
    }
    int first = Math.floorMod(turn.getAndIncrement(), urls.size());
    var turned = new ArrayList<>(urls.subList(first, urls.size()));
    turned.addAll(urls.subList(0, first));
    return turned;
  }
}
