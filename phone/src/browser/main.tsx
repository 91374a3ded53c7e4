import { render } from 'preact'
import { App } from './app.tsx'

const root = document.getElementById('phone')
if (root) render(<App />, root)
