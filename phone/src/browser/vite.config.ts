import { defineConfig } from 'vite'

/** The page is served from /phone by the development server, without anything from elsewhere. */
export default defineConfig({
  base: '/phone/',
  build: {
    outDir: '../../dist/browser',
    emptyOutDir: true,
    // the page's Content-Security-Policy takes files of its own origin only
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
