import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const MODULES = join(import.meta.dirname, 'node_modules');
const ICONS = join(MODULES, '@grafana/ui/dist/public/img/icons');

/** Grafana's styles ask for the fonts by these names. The Latin part is enough: Chinese comes from the reader's system. */
const FONTS: Record<string, string> = {
  'inter/Inter-Regular.woff2': '@fontsource/inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Medium.woff2': '@fontsource/inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-Italic.woff2': '@fontsource/inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-MediumItalic.woff2': '@fontsource/inter/files/inter-latin-500-italic.woff2',
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2': '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};

/** Icons and fonts that @grafana/ui loads at run time by name, below the path that boot.ts sets; it names two icons that it does not publish, which lie in public/. */
export function grafanaAssets(): Plugin {
  return {
    name: 'grafana-assets',
    apply: 'build',
    generateBundle() {
      for (const entry of readdirSync(ICONS, { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) {
          const file = join(entry.parentPath, entry.name);
          this.emitFile({ type: 'asset', fileName: `grafana/build/img/icons/${file.slice(ICONS.length + 1)}`, source: readFileSync(file) });
        }
      }
      for (const [name, font] of Object.entries(FONTS)) {
        this.emitFile({ type: 'asset', fileName: `grafana/fonts/${name}`, source: readFileSync(join(MODULES, font)) });
      }
    },
  };
}
