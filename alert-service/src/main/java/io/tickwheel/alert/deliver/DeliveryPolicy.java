package io.tickwheel.alert.deliver;

import io.tickwheel.alert.decide.Backoff;
import java.time.Duration;

/// When a delivery is given up: after so many attempts, or when nobody wants to hear it any more.
public record DeliveryPolicy(Backoff backoff, Duration ageMax) {}
