package io.tickwheel.monitor.feed;

import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.HistoryDatabase;
import io.tickwheel.monitor.store.JournalPosition;
import org.jboss.logging.Logger;

/// Where following begins: at the stored position, if the journal is the one it is a position of.
final class Beginning {
  private static final Logger LOG = Logger.getLogger(Beginning.class);

  private Beginning() {}

  static JournalPosition agree(HistoryDatabase database, JournalSource.Extent journal) {
    JournalPosition stored = new History(database).position();
    if (stored.journal().isEmpty() && stored.sequence() == 0) {
      return database.beginAt(journal.journal());
    }
    if (!stored.journal().equals(journal.journal()) || stored.sequence() > journal.lastSequence()) {
      LOG.errorf(
          "the history follows journal %s up to %d, but this is journal %s up to %d:"
              + " it is put aside and begins again",
          stored.journal(), stored.sequence(), journal.journal(), journal.lastSequence());
      database.startOver();
      return database.beginAt(journal.journal());
    }
    if (stored.sequence() + 1 < journal.firstSequence()) {
      LOG.warnf(
          "the journal begins at %d, the history ends at %d: what happened between is missing",
          journal.firstSequence(), stored.sequence());
    }
    return stored;
  }
}
