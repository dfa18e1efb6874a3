// Runs before Solara: the theme of the first words, and a calm sentence while the server is gone.
let kept = null;
try {
  kept = localStorage.getItem('hunt-theme');
} catch { /* no storage: the system decides */ }
if (kept === 'dark' || (!kept && matchMedia('(prefers-color-scheme: dark)').matches)) {
  document.getElementById('first-paint').classList.add('theme--dark');
}

(() => {
  const words = JSON.parse(document.getElementById('server-words').textContent);
  if (!words.watch) return;
  let note = null;
  let away = 0; // looks in a row at which the server was away
  const look = async () => {
    const lost = window.app && window.app.wasConnected && window.app.connectionStatus !== 'connected';
    if (!lost) {
      if (note) note.remove();
      note = null;
      away = 0;
      return;
    }
    away += 1;
    if (!note) {
      note = document.createElement('p');
      note.id = 'server-gone';
      note.setAttribute('role', 'status');
      note.textContent = words.gone;
      document.body.append(note);
    }
    try { // once it is back, and Solara has not picked up the thread by itself, the address opens the page again
      const answer = await fetch('/readyz', { cache: 'no-store' });
      if (answer.ok && away > 2) location.reload();
    } catch { /* still away */ }
  };
  setInterval(look, 1000);
})();
