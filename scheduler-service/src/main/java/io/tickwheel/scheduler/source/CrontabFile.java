package io.tickwheel.scheduler.source;

import java.nio.file.Path;

/// A crontab in a file. Its name is the file's, so its schedules are its own.
public final class CrontabFile implements Source {
  private final String crontab;
  private final WatchedFile file;
  private final OrderReader orders;

  public CrontabFile(Path path, OrderReader orders) {
    this.crontab = CrontabName.of(path);
    this.file = new WatchedFile(path);
    this.orders = orders;
  }

  @Override
  public String name() {
    return CrontabReader.source(crontab);
  }

  @Override
  public boolean isDue(long nowMillis) {
    return file.isChanged();
  }

  @Override
  public Contents read(long nowMillis) throws SourceGoneException {
    return CrontabReader.read(crontab, file.text(), orders, nowMillis);
  }
}
