/* Enhances the desk's pages; each of them works without it. */

const live = document.querySelector('[data-events]')
if (live) {
  const events = new EventSource(live.dataset.events)
  // Written by the desk itself, with every value escaped.
  events.onmessage = ({ data }) => {
    live.innerHTML = JSON.parse(data)
  }
  events.addEventListener('reload', () => {
    events.close()
    location.reload()
  })
  events.addEventListener('error', () => {
    // Otherwise the browser connects again by itself.
    if (events.readyState === EventSource.CLOSED) sayEnded(live)
  })
}

// On a narrow screen the page's own name is seen.
document.querySelector('.pages [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })

// On a narrow screen the last day is what counts.
for (const chart of document.querySelectorAll('.scroll:has(.chart)')) chart.scrollLeft = chart.scrollWidth

for (const form of document.querySelectorAll('[data-search]')) searchAsTyped(form)

/** What no longer follows by itself says so, also aloud. */
function sayEnded(live) {
  const line = document.createElement('p')
  line.className = 'notice fault'
  line.setAttribute('role', 'alert')
  line.textContent = live.dataset.ended
  live.before(line)
}

/** Sends the search while somebody types, and shows what the page that comes back has found. */
function searchAsTyped(form) {
  const results = document.getElementById(form.dataset.search)
  let timer
  let running = new AbortController()
  form.addEventListener('input', () => {
    clearTimeout(timer)
    running.abort()
    running = new AbortController()
    const { signal } = running
    timer = setTimeout(() => search(signal).catch(() => {}), 250)
  })

  async function search(signal) {
    const fields = new URLSearchParams(new FormData(form))
    if (fields.get('q').trim().length < 2) return results.replaceChildren()
    const reply = await fetch(form.action, { method: 'POST', body: fields, signal, redirect: 'error' })
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html')
    const found = page.getElementById(results.id)
    // Where the session has ended, the button leads on.
    if (found && !signal.aborted) results.replaceChildren(...found.childNodes)
  }
}
