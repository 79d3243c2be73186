import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** Prints what a browser loads before it paints, gzipped, and fails the build where that is more than the limit. */
export function firstPaint(limitBytes: number): Plugin {
  return {
    name: 'first-paint',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = new Set<string>();
      const add = (name: string) => {
        const file = bundle[name];
        if (!file || files.has(name)) {
          return;
        }
        files.add(name);
        if (file.type === 'chunk') {
          file.imports.forEach(add);
          file.viteMetadata?.importedCss.forEach(add);
        }
      };
      Object.values(bundle)
        .filter((file) => (file.type === 'chunk' ? file.isEntry : isFontOfText(file.fileName)))
        .forEach((file) => add(file.fileName));
      const sizes = [...files].map((name) => ({ name, bytes: gzipped(bundle[name]!) }));
      const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
      const lines = sizes.sort((a, b) => b.bytes - a.bytes).map(({ name, bytes }) => `  ${kilobytes(bytes)}  ${name}`);
      console.info(['first paint, gzipped:', ...lines, `  ${kilobytes(total)}  of ${kilobytes(limitBytes).trim()}`].join('\n'));
      if (total > limitBytes) {
        this.error(`the first paint loads ${kilobytes(total).trim()} gzipped, more than ${kilobytes(limitBytes).trim()}`);
      }
    },
  };
}

function isFontOfText(fileName: string): boolean {
  return fileName.endsWith('.woff2') && !fileName.includes('Italic');
}

function gzipped(file: Rolldown.OutputAsset | Rolldown.OutputChunk): number {
  return gzipSync(file.type === 'chunk' ? file.code : file.source).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}
