// Asks the server; asks the person for an API key when the server wants one.
export class Unauthorized extends Error {}

export async function api(path, as = 'json') {
  const key = sessionStorage.getItem('key');
  const answer = await fetch(path, { headers: key ? { 'X-API-Key': key } : {} });
  if (answer.status === 401) {
    askForKey(key !== null);
    throw new Unauthorized('An API key is needed.');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    const error = new Error(problem.title ?? `HTTP ${answer.status}`);
    error.status = answer.status;
    error.hint = [problem.detail, problem.trace_id && `Trace ${problem.trace_id}`].filter(Boolean).join(' ');
    throw error;
  }
  return answer[as]();
}

function askForKey(wasWrong) {
  const dialog = document.getElementById('login');
  if (dialog.open) return;
  document.getElementById('login-error').textContent = wasWrong ? 'This key is not accepted.' : '';
  const input = document.getElementById('key');
  input.value = '';
  dialog.addEventListener('close', () => {
    if (!input.value) return;
    // Nothing else fits into a header.
    if (!/^[\x21-\x7e]+$/.test(input.value)) return askForKey(true);
    sessionStorage.setItem('key', input.value);
    dispatchEvent(new Event('unlocked'));
  }, { once: true });
  dialog.showModal();
}

export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
