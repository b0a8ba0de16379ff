'use strict';
// Asks one endpoint once a second while the page is visible, and draws what it says. Text from tasks
// is only ever set as text.

const STATES = ['scheduled', 'queued', 'running', 'retrying', 'succeeded', 'dead', 'cancelled', 'expired', 'lost'];
const EVERY_MILLIS = 1000;
const PATIENCE_MILLIS = 8000;
const busy = new Set(); // tasks whose retry is under way
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const byId = id => document.getElementById(id);

function node(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function cell(content, className) {
  const td = node('td', undefined, className);
  td.append(content);
  return td;
}

function row(...cells) {
  const tr = node('tr');
  tr.append(...cells);
  return tr;
}

function fill(id, items, draw, nothing, columns) {
  const rows = items.map(draw);
  if (rows.length === 0) {
    const td = cell(nothing, 'none');
    td.colSpan = columns;
    rows.push(row(td));
  }
  byId(id).replaceChildren(...rows);
}

// Tiles are made once and then only change their numbers: screen readers and eyes stay where they are.
function tiles(id, entries) {
  const list = byId(id);
  entries.forEach(([name, value, tone, title], i) => {
    let tile = list.children[i];
    if (!tile) {
      tile = node('div', undefined, tone);
      tile.append(node('dt', name), node('dd'));
      list.append(tile);
    }
    const dd = tile.lastChild;
    if (dd.textContent !== value) dd.textContent = value;
    if (title) tile.title = title;
  });
}

const count = n => (n < 100000 ? whole.format(n) : compact.format(n));
const rate = n => (n < 10 ? (Math.round(n * 10) / 10).toString() : count(n));
const percent = share => Math.round(share * 100) + ' %';

function millis(ms) {
  if (ms < 1000) return ms + ' ms';
  if (ms < 60000) return (ms / 1000).toFixed(1) + ' s';
  return Math.round(ms / 60000) + ' min';
}

function when(text, now) {
  const time = node('time', '');
  if (!text) return time;
  const away = Date.parse(text) - now;
  const seconds = Math.round(Math.abs(away) / 1000);
  const span = seconds < 100 ? seconds + ' s' : seconds < 6000 ? Math.round(seconds / 60) + ' min'
    : seconds < 172800 ? Math.round(seconds / 3600) + ' h' : Math.round(seconds / 86400) + ' d';
  time.textContent = away > 500 ? 'in ' + span : span + ' ago';
  time.dateTime = text;
  time.title = text;
  return time;
}

function bar(share, text) {
  const whole = node('span');
  const track = node('span', undefined, 'bar');
  const part = node('i');
  part.style.width = Math.max(0, Math.min(1, share)) * 100 + '%';
  track.append(part);
  whole.append(track, text);
  return whole;
}

const state = word => node('span', word, 'state ' + word);
const taskLink = task => {
  const link = node('a', task.type || 'unknown');
  link.href = 'api/v1/tasks/' + encodeURIComponent(task.task_id);
  return link;
};

function partitions(numbers) {
  const runs = [];
  for (const n of numbers) {
    const last = runs[runs.length - 1];
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  const text = runs.map(([a, b]) => (a === b ? a : a + '–' + b)).join(', ');
  return numbers.length + (text ? ' (' + text + ')' : '');
}

function chart(minutes, now) {
  const svg = byId('chart');
  const start = Math.floor(now / 60000) - 59;
  const bars = new Array(60).fill(null).map(() => [0, 0]);
  for (const minute of minutes) {
    const i = Date.parse(minute.start) / 60000 - start;
    if (i >= 0 && i < 60) {
      bars[i] = [minute.succeeded || 0, (minute.failed || 0) + (minute.attempt_lost || 0)];
    }
  }
  const most = Math.max(1, ...bars.map(([ok, failed]) => ok + failed));
  const parts = [];
  const rect = (className, x, y, height) => {
    if (height <= 0) return;
    const made = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [name, value] of Object.entries({ class: className, x, y, width: 8, height })) made.setAttribute(name, value);
    parts.push(made);
  };
  bars.forEach(([ok, failed], i) => {
    const high = Math.max(ok + failed > 0 ? 1.5 : 0, ((ok + failed) / most) * 112);
    const bad = ok + failed > 0 ? (failed / (ok + failed)) * high : 0;
    rect('ok', i * 10 + 1, 118 - high + bad, high - bad);
    rect('failed', i * 10 + 1, 118 - high, bad);
  });
  const base = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  for (const [name, value] of Object.entries({ class: 'base', x1: 0, x2: 600, y1: 119, y2: 119 })) base.setAttribute(name, value);
  svg.replaceChildren(base, ...parts);
  byId('chart-text').textContent =
    'Finished attempts per minute over the last hour (green succeeded, red failed); most: ' + count(most === 1 && parts.length === 0 ? 0 : most);
}

function retryButton(task) {
  const button = node('button', busy.has(task.task_id) ? 'Retrying…' : 'Retry');
  button.type = 'button';
  button.disabled = busy.has(task.task_id);
  button.dataset.task = task.task_id;
  button.setAttribute('aria-label', 'Retry ' + (task.type || 'task') + ' ' + task.task_id);
  return button;
}

async function retry(id) {
  const answer = byId('answer');
  busy.add(id);
  try {
    const response = await fetch('api/v1/tasks/' + encodeURIComponent(id) + '/retry', { method: 'POST', signal: AbortSignal.timeout(PATIENCE_MILLIS) });
    const said = await response.json().catch(() => ({}));
    answer.className = response.ok ? '' : 'bad';
    answer.textContent = response.ok ? 'Task ' + id + ' has a new life.' : said.detail || 'The retry was refused (' + response.status + ').';
  } catch (e) {
    answer.className = 'bad';
    answer.textContent = 'The retry got no answer.';
  }
  busy.delete(id);
  ask();
}

function drawDead(tasks, now) {
  const focused = document.activeElement && document.activeElement.dataset.task;
  fill('dead', tasks, task => row(
    cell(taskLink(task), 'wrap'), cell((task.error || task.status) + '', 'wrap'), cell(when(task.finished_at, now), 'extra'), cell(retryButton(task))),
    'None. Everything that ran either succeeded or is tried again.', 4);
  if (focused) {
    const again = byId('dead').querySelector('[data-task="' + CSS.escape(focused) + '"]');
    if (again) again.focus();
  }
}

function draw(said) {
  const now = Date.parse(said.at);
  tiles('states', STATES.map(word => [word, count(said.tasks[word] || 0), word, whole.format(said.tasks[word] || 0)]));
  const utilised = said.executors.reduce((sum, e) => [sum[0] + e.held, sum[1] + e.slots], [0, 0]);
  tiles('flow', [
    ['submitted / s', rate(said.rates.submitted_per_second)],
    ['started / s', rate(said.rates.dispatched_per_second)],
    ['succeeded / s', rate(said.rates.succeeded_per_second)],
    ['failed / s', rate(said.rates.failed_per_second)],
    ['lateness p50', millis(said.lateness_ms.p50)],
    ['lateness p99', millis(said.lateness_ms.p99)],
    ['run time p50', millis(said.duration_ms.p50)],
    ['oldest queued', millis(Math.round(said.oldest_queued_seconds * 1000))],
    ['slots in use', utilised[0] + ' of ' + utilised[1]],
  ]);
  chart(said.minutes, now);
  fill('executors', said.executors, e => row(
    cell(e.name, 'wrap'), cell(state(e.state)), cell(bar(e.slots ? e.held / e.slots : 0, e.held + ' of ' + e.slots)),
    cell(percent(e.cpu)), cell(percent(e.memory), 'extra'), cell(e.isolation, 'extra')), 'No executor is connected.', 6);
  fill('schedulers', said.schedulers, s => row(
    cell(s.name, 'wrap'), cell(state(s.clock_off ? 'lost' : s.state)), cell(partitions(s.partitions) + (s.clock_off ? '; its clock is off' : ''))),
    'No scheduler is connected.', 3);
  drawDead(said.dead_letters, now);
  fill('recent', said.recent, task => row(
    cell(taskLink(task), 'wrap'), cell(state(task.status)), cell(task.queue || '', 'extra'), cell(String(task.attempt), 'extra'),
    cell(when(task.execute_at, now)), cell(node('code', task.task_id), 'extra')), 'No task yet.', 6);
  byId('history').textContent = count(said.history.rows) + ' tasks in the history'
    + (said.history.pending ? ', ' + count(said.history.pending) + ' journal records behind' : '')
    + (said.history.set_aside ? ', ' + said.history.set_aside + ' unreadable records set aside' : '')
    + (said.history.failure ? '; it stands still: ' + said.history.failure : '');
  live(said.history.following, said.history.following ? 'Live' : 'History stands still');
}

function live(up, text) {
  const mark = byId('live');
  if (mark.textContent !== text) mark.textContent = text; // announced only when it changes
  mark.className = up ? 'up' : 'down';
}

let asking = false;
async function ask() {
  if (asking || document.hidden) return;
  asking = true;
  try {
    const response = await fetch('api/v1/overview', { signal: AbortSignal.timeout(PATIENCE_MILLIS) });
    if (!response.ok) throw new Error(String(response.status));
    draw(await response.json());
  } catch (e) {
    live(false, 'No connection to the monitor');
  }
  asking = false;
}

byId('dead').addEventListener('click', event => {
  const id = event.target.dataset && event.target.dataset.task;
  if (id && !busy.has(id)) {
    event.target.disabled = true;
    retry(id);
  }
});
document.addEventListener('visibilitychange', ask);
setInterval(ask, EVERY_MILLIS);
ask();
