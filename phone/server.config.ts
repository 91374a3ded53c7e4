import { defineConfig } from 'vite'

/** Packs Fastify into the command: a user who only opens the page installs no server. */
export default defineConfig({
  ssr: { noExternal: true },
  build: {
    ssr: 'src/command/server.ts',
    outDir: 'dist/command',
    emptyOutDir: false,
    license: { fileName: 'server-licenses.md' },
    minify: true,
    rollupOptions: { output: { entryFileNames: 'server.js' } },
  },
})
