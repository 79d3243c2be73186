import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { firstPaint } from './first-paint.ts';
import { grafanaAssets } from './grafana-assets.ts';

export default defineConfig({
  // a line for each of hundreds of icons would hide what is wrong
  logLevel: 'warn',
  plugins: [react(), grafanaAssets(), firstPaint(1_000_000)],
  // two copies of these do not see each other's registries
  resolve: { dedupe: ['react', 'react-dom', 'uplot', '@grafana/data', '@grafana/schema', '@grafana/i18n'] },
  build: {
    outDir: '../target/classes/crmpulse/page/web',
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    // an icon within the script is one that cannot be cached
    assetsInlineLimit: 0,
  },
  // Grafana's modules import others in ways that Node.js alone does not understand
  test: { server: { deps: { inline: [/@grafana/] } } },
});
