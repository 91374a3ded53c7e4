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
}

// On a narrow screen the page's own name is seen.
document.querySelector('.pages [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })

// On a narrow screen the last day is what counts.
for (const chart of document.querySelectorAll('.scroll:has(.chart)')) chart.scrollLeft = chart.scrollWidth
