package io.tickwheel.monitor.filter;

import io.tickwheel.monitor.filter.Condition.Comparison;
import io.tickwheel.monitor.filter.Condition.Words;
import java.util.ArrayList;
import java.util.List;

/// Reads the filter grammar.
///
/// ```
/// filter = term { blanks term }
/// term   = [ "-" ] field ( ":" value { "," value } | ( ">" | ">=" | "<" | "<=" ) value )
/// value  = '"' text '"' | word [ "*" ]
/// ```
///
/// All terms must hold; of several values one; `-` turns a term round; `*` stands for any rest.
public final class FilterParser {
  public static final int LENGTH_MAX = 1000;
  private static final int TERMS_MAX = 20;
  private static final int VALUES_MAX = 50;
  private static final String TERM = "field:value, or field followed by >, >=, < or <= and a value";

  private final String text;
  private final Values values;
  private int at;

  private FilterParser(String text, long nowMillis) {
    this.text = text;
    this.values = new Values(nowMillis);
  }

  /// `nowMillis` is what `now` in a time means.
  public static Filter parse(String text, long nowMillis) throws FilterException {
    if (text.length() > LENGTH_MAX) {
      throw new FilterException(
          LENGTH_MAX, "the filter is too long", "at most " + LENGTH_MAX + " characters");
    }
    return new FilterParser(text, nowMillis).filter();
  }

  private Filter filter() throws FilterException {
    var conditions = new ArrayList<Condition>();
    for (skipBlanks(); at < text.length(); skipBlanks()) {
      if (conditions.size() == TERMS_MAX) {
        throw new FilterException(at, "too many terms", "at most " + TERMS_MAX + " terms");
      }
      conditions.add(term());
    }
    return new Filter(conditions);
  }

  private Condition term() throws FilterException {
    boolean turned = take('-');
    int fieldAt = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    String field = text.substring(fieldAt, at);
    if (field.isEmpty() || at == text.length() || isBlank(text.charAt(at))) {
      throw new FilterException(fieldAt, "'" + rest(fieldAt) + "' is not a term", TERM);
    }
    Comparison how = comparison();
    List<Value> given = how == Comparison.EQUAL ? valueList() : List.of(value());
    Condition condition = values.condition(field, fieldAt, how, given);
    return turned ? new Condition.Not(condition) : condition;
  }

  private Comparison comparison() throws FilterException {
    int operatorAt = at;
    if (take(':')) {
      return Comparison.EQUAL;
    }
    if (take('>')) {
      return take('=') ? Comparison.AT_LEAST : Comparison.OVER;
    }
    if (take('<')) {
      return take('=') ? Comparison.AT_MOST : Comparison.UNDER;
    }
    throw new FilterException(
        operatorAt, "'" + text.charAt(operatorAt) + "' cannot follow a field", ": > >= < or <=");
  }

  private List<Value> valueList() throws FilterException {
    var list = new ArrayList<Value>();
    do {
      if (list.size() == VALUES_MAX) {
        throw new FilterException(at, "too many values", "at most " + VALUES_MAX + " values");
      }
      list.add(value());
    } while (take(','));
    return list;
  }

  private Value value() throws FilterException {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : word();
  }

  private Value word() throws FilterException {
    int start = at;
    while (at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != ',') {
      at++;
    }
    if (at == start) {
      throw new FilterException(start, "a value is missing", "a word, or text in double quotes");
    }
    String word = text.substring(start, at);
    int star = word.indexOf('*');
    if (star >= 0 && star < word.length() - 1) {
      throw new FilterException(start + star, "'*' in the middle of a value", "'*' at its end");
    }
    boolean prefix = star >= 0;
    return new Value(new Words(prefix ? word.substring(0, star) : word, prefix), start);
  }

  /// A backslash takes the next character as it is.
  private Value quoted() throws FilterException {
    int start = at++;
    var value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      if (at < text.length()) {
        value.append(text.charAt(at++));
      }
    }
    if (!take('"')) {
      throw new FilterException(text.length(), "the text has no end", "a closing double quote");
    }
    return new Value(new Words(value.toString(), false), start);
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private String rest(int from) {
    int end = from;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isName(char c) {
    return !isBlank(c) && ":<>=,\"*".indexOf(c) < 0;
  }

  /// What was written, and where.
  record Value(Words words, int at) {}
}
