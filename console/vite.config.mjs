import { defineConfig } from 'vite'

const DEVELOPMENT_API = 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  build: {
    target: 'es2022',
    emptyOutDir: true,
    // Browsers that run this code know modulepreload themselves.
    modulePreload: { polyfill: false },
    // An asset inside a style is a `data:` address, which the policy of the page does not take.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // `'use client'` of packages is for servers that draw pages; nothing is drawn on one here.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
      },
    },
  },
  server: { proxy: { '/console/api': DEVELOPMENT_API } },
})
