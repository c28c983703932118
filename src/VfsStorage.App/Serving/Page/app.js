// The page's router and its three views. Everything is built as elements, never as HTML text, so that no file can smuggle markup in.
import { api, Unauthorized, download } from './api.js';
import { h, badge, bytes, count, icon, pager, table, json, when } from './parts.js';
import { riskChart, alertChart, dropCharts } from './charts.js';

const main = document.getElementById('main');
const areas = ['input', 'output', 'archive', 'cache'];
let timers = [];
let turn = 0;

const later = (work, milliseconds) => timers.push(setInterval(() => document.hidden || work(), milliseconds));
const route = (...parts) => '#/' + parts.map(encodeURIComponent).join('/');
const decode = part => { try { return decodeURIComponent(part); } catch { return part; } };
const problem = error => h('div', { class: 'panel empty', role: 'alert' }, h('p', { class: 'bad' }, error.message), h('p', {}, error.hint ?? ''));
const reportLink = line => route('report', line.employee_number, line.reference_id);

async function show() {
  timers.forEach(clearInterval);
  timers = [];
  dropCharts();
  const mine = ++turn;
  const [view = '', ...rest] = location.hash.replace(/^#\/?/, '').split('?')[0].split('/').map(decode);
  const query = new URLSearchParams(location.hash.split('?')[1]);
  const name = view === '' ? 'overview' : view === 'report' ? 'reports' : view;
  document.querySelectorAll('nav a[data-view]').forEach(link =>
    link.dataset.view === name ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current'));
  main.setAttribute('aria-busy', 'true');
  try {
    const build = Object.assign(Object.create(null), { '': overview, reports, report, files })[view];
    const content = build ? await build(rest, query) : [h('p', { class: 'empty' }, 'There is no such page.')];
    if (mine !== turn) return;
    const held = main.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    main.replaceChildren(...content);
    // Who stands on a link with the keyboard stays there when the page is only built again.
    if (held) [...main.querySelectorAll('a')].find(link => link.getAttribute('href') === held)?.focus({ preventScroll: true });
    content.forEach(part => part.dispatchEvent(new Event('shown')));
  } catch (error) {
    if (error instanceof Unauthorized || mine !== turn) return;
    main.replaceChildren(problem(error));
    // The server, or its storage, may come back.
    if (!(error.status < 500)) later(show, 10000);
  } finally {
    if (mine === turn) main.setAttribute('aria-busy', 'false');
  }
}

// --- Overview ---------------------------------------------------------------------------------------------------------

async function overview() {
  const [sizes, figures, batch] = await Promise.all([api('/api/areas'), api('/api/overview'), api('/api/batch')]);
  const batchPanel = h('section', { class: 'panel c12 batch', 'aria-label': 'Batch' });
  const fill = state => batchPanel.replaceChildren(...batchParts(state));
  fill(batch);
  let seen = JSON.stringify([sizes, figures]);
  later(async () => fill(await api('/api/batch').catch(() => batch)), 3000);
  later(async () => {
    const now = JSON.stringify(await Promise.all([api('/api/areas'), api('/api/overview')]).catch(() => null));
    if (now !== 'null' && now !== seen) { seen = now; show(); }
  }, 15000);
  const title = h('div', { class: 'head' }, h('h1', {}, 'Overview'), h('p', { class: 'soft small' }, figures.counted < figures.reports
    ? `The newest ${count(figures.counted)} of ${count(figures.reports)} reports are counted.` : `${count(figures.reports)} report${figures.reports === 1 ? '' : 's'}, ${count(figures.compliant)} compliant.`));
  const grid = h('div', { class: 'grid' },
    ...sizes.map(size => h('a', { class: 'panel area c3', href: route('files', size.area) },
      h('span', { class: 'label' }, size.area), h('span', { class: 'number' }, count(size.files)), h('span', { class: 'soft small' }, `${size.files === 1 ? 'file' : 'files'}, ${bytes(size.bytes)}`))),
    batchPanel,
    riskPanel(figures), alertPanel(figures),
    h('section', { class: 'panel c12' }, h('h2', {}, 'Latest reports', h('a', { href: '#/reports' }, 'All reports')), reportTable(figures.latest)));
  return [title, grid];
}

function batchParts(batch) {
  if (!batch.csv_file) {
    return [h('h2', {}, 'Batch'), h('p', { class: 'soft' }, batch.files_waiting
      ? `${count(batch.files_waiting)} CSV file${batch.files_waiting === 1 ? ' waits' : 's wait'} in the input area. Start them with “vfs process”.` : 'No batch is under way, and no CSV file waits.')];
  }
  const done = Math.max(0, batch.line_number - 1);
  const all = Math.max(batch.rows ?? done, done, 1);
  const part = (value, kind) => { const bar = h('i', { class: kind }); bar.style.width = `${100 * value / all}%`; return bar; };
  return [
    h('h2', {}, h('span', {}, `Batch: ${batch.csv_file}`), h('span', { class: 'soft small' }, batch.saved_at ? `last row ${when(batch.saved_at)}` : '')),
    h('div', { class: 'bar', role: 'progressbar', 'aria-label': `Rows of ${batch.csv_file}`, 'aria-valuemin': 0, 'aria-valuemax': all, 'aria-valuenow': done },
      part(batch.processed, 'done'), part(batch.skipped, 'skip-part'), part(batch.failed, 'fail')),
    h('div', { class: 'legend' },
      h('span', {}, `${count(done)} of ${batch.rows === null ? '?' : count(batch.rows)} rows (${Math.floor(100 * done / all)}%)`),
      h('span', {}, h('i', { class: 'dot done' }), `${count(batch.processed)} processed`),
      h('span', {}, h('i', { class: 'dot skip-part' }), `${count(batch.skipped)} skipped`),
      h('span', {}, h('i', { class: 'dot fail' }), `${count(batch.failed)} failed`),
      h('span', {}, `${count(batch.files_done)} file${batch.files_done === 1 ? '' : 's'} done, ${count(batch.files_waiting)} to go`)),
  ];
}

function riskPanel(figures) {
  const canvas = h('canvas', { role: 'img', 'aria-label': 'Reports by risk: ' + Object.entries(figures.by_risk).map(([level, number]) => `${level} ${number}`).join(', ') });
  const panel = h('section', { class: 'panel c5' }, h('h2', {}, 'Claims by risk'), figures.counted === 0 ? h('p', { class: 'empty' }, 'No report yet.')
    : h('div', { class: 'figure' }, h('div', { class: 'chart' }, canvas),
      h('ul', {}, ...Object.entries(figures.by_risk).map(([level, number]) => h('li', { class: level.toLowerCase() }, h('span', {}, h('i', { class: 'dot' }), level), h('b', {}, count(number)))))));
  if (figures.counted > 0) requestAnimationFrame(() => riskChart(canvas, figures.by_risk));
  return panel;
}

function alertPanel(figures) {
  const canvas = h('canvas', { role: 'img', 'aria-label': 'Top alerts: ' + figures.top_alerts.map(alert => `${alert.key} ${alert.value}`).join(', ') });
  const panel = h('section', { class: 'panel c7' }, h('h2', {}, 'Top alerts'),
    figures.top_alerts.length === 0 ? h('p', { class: 'empty' }, 'No alert.') : h('div', { class: 'chart' }, canvas));
  if (figures.top_alerts.length > 0) requestAnimationFrame(() => alertChart(canvas, figures.top_alerts));
  return panel;
}

// --- Reports ----------------------------------------------------------------------------------------------------------

const reportTable = lines => lines.length === 0 ? h('p', { class: 'empty' }, 'No report yet.') : table(
  ['Reference', 'Name', 'Employee', 'Risk', 'Result', 'Alerts', 'Version', 'Date'],
  lines.map(line => [
    h('a', { href: reportLink(line) }, line.reference_id), line.individual_name || '–', line.employee_number, badge(line.risk_level),
    line.overall_compliance === null ? 'unreadable' : line.overall_compliance ? 'compliant' : 'not compliant',
    line.alerts.length ? `${line.alerts[0]}${line.alerts.length > 1 ? ` +${line.alerts.length - 1}` : ''}` : '–', `v${line.version}`, line.date]));

async function reports(_, query) {
  const page = Number(query.get('page') ?? 1);
  const employee = query.get('employee') ?? '';
  const parameters = new URLSearchParams({ page, page_size: 25, ...(employee && { employee_number: employee }) });
  const list = await api(`/api/reports?${parameters}`);
  const go = (number, who = employee) => { location.hash = `#/reports?${new URLSearchParams({ page: number, ...(who && { employee: who }) })}`; };
  const input = h('input', { type: 'search', placeholder: 'Employee number', 'aria-label': 'Employee number', value: employee });
  const search = h('form', { class: 'search', role: 'search' }, input, h('button', { class: 'button' }, 'Find'));
  search.addEventListener('submit', event => { event.preventDefault(); go(1, input.value.trim()); });
  return [
    h('div', { class: 'head' }, h('h1', {}, 'Reports'), search),
    h('section', { class: 'panel' }, reportTable(list.items), pager(list.pagination, number => go(number)))];
}

async function report([employee, reference, version]) {
  const found = await api(`/api/reports/${encodeURIComponent(employee)}/${encodeURIComponent(reference)}${version ? `?version=${version}` : ''}`);
  const content = found.report ?? {};
  const final = content.final_evaluation ?? {};
  const claim = content.claim ?? {};
  const sections = Object.entries(content).filter(([, section]) => section && typeof section === 'object' && 'compliance' in section);
  const save = h('button', { class: 'button', type: 'button' }, icon('download'), 'JSON');
  save.addEventListener('click', () => download(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }), `${reference}_v${found.version}.json`));
  return [
    h('div', { class: 'head' },
      h('div', {}, h('p', { class: 'crumbs small' }, h('a', { href: '#/reports' }, 'Reports'), '›', h('a', { href: `#/reports?employee=${encodeURIComponent(employee)}` }, employee), '›', h('span', { 'aria-current': 'page' }, reference)),
        h('h1', {}, claim.individual_name || reference)),
      h('div', { class: 'chips' }, badge(final.overall_risk_level ?? 'Unknown', ' risk'), badge(final.overall_compliance ? 'Low' : 'High', null, final.overall_compliance ? 'compliant' : 'not compliant'), save)),
    h('nav', { class: 'chips', 'aria-label': 'Versions' }, ...[...found.versions].reverse().map(one => h('a', {
      class: 'chip', href: route('report', employee, reference, one.version), ...(one.version === found.version && { 'aria-current': 'page' }) }, `v${one.version} · ${one.date}`))),
    h('div', { class: 'grid' },
      h('section', { class: 'panel c8' }, h('h2', {}, 'Checks', h('span', { class: 'soft small' }, final.compliance_explanation ?? '')), ...sections.map(section)),
      h('section', { class: 'panel c4' }, h('h2', {}, 'Claim'), h('dl', {}, ...Object.entries(claim).filter(([, value]) => value !== '').flatMap(([name, value]) => [h('dt', {}, name.replaceAll('_', ' ')), h('dd', {}, String(value))]))),
      h('section', { class: 'panel c12' }, h('details', {}, h('summary', {}, 'The whole report'), json(JSON.stringify(content, null, 2))))),
  ];
}

function section([name, content]) {
  const alerts = content.alerts ?? [];
  return h('details', alerts.length ? { open: '' } : {},
    h('summary', {}, h('span', { class: `mark ${content.compliance ? 'low' : 'high'}`, 'aria-hidden': 'true' }, content.compliance ? '✓' : '✕'),
      h('span', {}, name.replace(/_(evaluation|review)$/, '').replace(/^./, letter => letter.toUpperCase())), h('span', { class: 'why' }, content.compliance_explanation)),
    h('ul', { class: 'alerts' }, ...(alerts.length ? alerts.map(alert => h('li', {}, badge(alert.severity), h('span', {}, h('b', {}, alert.alert_type), h('br', {}), h('span', { class: 'soft' }, alert.description))))
      : [h('li', { class: 'soft' }, `Source: ${content.source || '–'}`)])));
}

// --- Files ------------------------------------------------------------------------------------------------------------

async function files([area = 'input', ...path], query) {
  const page = Number(query.get('page') ?? 1);
  const file = query.get('file');
  const folder = path.join('/');
  const list = await api(`/api/areas/${encodeURIComponent(area)}/files?${new URLSearchParams({ path: folder, page, page_size: 40 })}`);
  const here = (name, number = page) => `${route('files', area, ...path)}?${new URLSearchParams({ ...(number > 1 && { page: number }), ...(name && { file: name }) })}`;
  const rows = list.items.map(entry => ({
    chosen: entry.name === file,
    cells: [h('span', { class: `name ${entry.is_folder ? 'folder' : ''}` }, icon(entry.is_folder ? 'folder' : 'file'),
      h('a', { href: entry.is_folder ? route('files', area, ...path, entry.name) : here(entry.name) }, entry.name)), entry.is_folder ? '' : bytes(entry.bytes)],
  }));
  const crumbs = [h('a', { href: route('files', area) }, area), ...path.map((name, index) =>
    h('a', { href: route('files', area, ...path.slice(0, index + 1)) }, name))].flatMap((link, index) => index ? ['/', link] : [link]);
  return [
    h('div', { class: 'head' }, h('h1', {}, 'Files'),
      h('nav', { class: 'chips', 'aria-label': 'Areas' }, ...areas.map(name => h('a', { class: 'chip', href: route('files', name), ...(name === area && { 'aria-current': 'page' }) }, name)))),
    h('div', { class: 'browser' },
      h('section', { class: 'panel' }, h('h2', {}, h('span', { class: 'crumbs' }, ...crumbs), h('span', { class: 'soft small' }, `${count(list.pagination.total_items)} entries`)),
        rows.length ? table(['Name', 'Size'], rows.map(row => row.cells), rows.map(row => row.chosen), [1]) : h('p', { class: 'empty' }, 'Nothing here.'),
        pager(list.pagination, number => { location.hash = here(null, number); })),
      h('section', { class: 'panel preview', 'aria-live': 'polite', 'aria-label': 'Preview' }, ...await preview(area, folder, file).catch(refused))),
  ];
}

// One file that cannot be shown takes nothing else away; a storage that is away takes all.
function refused(error) {
  if (error.status < 500) return [problem(error)];
  throw error;
}

async function preview(area, folder, file) {
  if (!file) return [h('p', { class: 'empty' }, 'Choose a file to look into it.')];
  const path = folder ? `${folder}/${file}` : file;
  const found = await api(`/api/areas/${encodeURIComponent(area)}/preview?${new URLSearchParams({ path })}`);
  const save = h('button', { class: 'button', type: 'button' }, icon('download'), 'Download');
  const failure = h('div', {});
  save.addEventListener('click', async () => {
    failure.replaceChildren();
    try {
      download(await api(`/api/areas/${encodeURIComponent(area)}/download?${new URLSearchParams({ path })}`, 'blob'), file);
    } catch (error) {
      // It may be gone, or the storage away.
      if (!(error instanceof Unauthorized)) failure.replaceChildren(problem(error));
    }
  });
  const content = found.kind === 'table'
    ? found.rows.length ? table(found.columns, found.rows) : h('p', { class: 'empty' }, 'A header without rows.')
    : found.kind === 'json' ? json(found.text) : h('pre', { tabindex: 0 }, found.text);
  return [
    h('div', { class: 'head' }, h('div', {}, h('h2', {}, file), h('p', { class: 'soft small' }, bytes(found.bytes), found.is_cut ? ', the beginning is shown' : '')), save),
    failure,
    content];
}

// --- Health, theme, start ---------------------------------------------------------------------------------------------

async function health() {
  const pill = document.getElementById('health');
  const state = await fetch('/health').then(answer => answer.json()).catch(() => null);
  pill.className = `pill ${state?.status ?? 'degraded'}`;
  pill.textContent = state ? `${state.components.mode === 's3' ? 'S3' : 'Local disk'} · ${state.status === 'healthy' ? 'healthy' : 'storage down'} · ${state.components.queue}` : 'Server away';
}

document.getElementById('theme').addEventListener('click', () => {
  const isDark = (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  document.documentElement.dataset.theme = isDark ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
  show();
});
addEventListener('hashchange', async () => { await show(); if (!location.hash.includes('file=')) { scrollTo(0, 0); main.focus({ preventScroll: true }); } });
addEventListener('unlocked', show);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
setInterval(() => document.hidden || health(), 10000);
health();
show();
