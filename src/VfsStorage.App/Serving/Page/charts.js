// The charts, in the colours of the theme.
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
let charts = [];

export function dropCharts() {
  charts.forEach(chart => chart.destroy());
  charts = [];
}

function draw(canvas, config) {
  if (!canvas.isConnected) return;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = colour('soft');
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  charts.push(new Chart(canvas, { ...config, options: { responsive: true, maintainAspectRatio: false, animation: calm ? false : { duration: 350 }, ...config.options } }));
}

export function riskChart(canvas, risks) {
  const levels = Object.keys(risks);
  draw(canvas, {
    type: 'doughnut',
    data: { labels: levels, datasets: [{ data: Object.values(risks), backgroundColor: levels.map(level => colour(`pie-${level.toLowerCase()}`)), borderColor: colour('panel'), borderWidth: 3, hoverOffset: 4 }] },
    options: { cutout: '68%', plugins: { legend: { display: false } } },
  });
}

export function alertChart(canvas, alerts) {
  draw(canvas, {
    type: 'bar',
    data: { labels: alerts.map(alert => alert.key), datasets: [{ data: alerts.map(alert => alert.value), backgroundColor: colour('accent'), borderRadius: 6, maxBarThickness: 20 }] },
    options: {
      indexAxis: 'y',
      plugins: { legend: { display: false } },
      scales: {
        x: { ticks: { precision: 0 }, grid: { color: colour('line') }, border: { display: false } },
        y: { grid: { display: false }, border: { display: false } },
      },
    },
  });
}
