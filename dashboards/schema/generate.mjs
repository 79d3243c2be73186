// Writes grafana.schema.json and units.json: npm ci && npm run generate
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createGenerator } from 'ts-json-schema-generator';

const here = (name) => new URL(name, import.meta.url).pathname;

const everything = createGenerator({
  path: here('board.ts'),
  tsconfig: here('tsconfig.json'),
  type: 'Everything',
  expose: 'none',
  jsDoc: 'none',
  skipTypeCheck: true,
}).createSchema('Everything');

const { Everything, ...shared } = everything.definitions;
const { board, panels } = Everything.properties;
// Grafana gives every option that is missing its default, although its types require it.
const optional = (schema) => {
  if (schema && typeof schema === 'object') {
    delete schema.required;
    Object.values(schema).forEach(optional);
  }
};
for (const panel of Object.values(panels.properties)) {
  optional(panel.properties.options);
  const fields = panel.properties.fieldConfig?.properties;
  if (fields) {
    optional(fields.defaults);
    // an override sets what the defaults set, by one name
    const { custom, ...standard } = fields.defaults.properties;
    fields.overrides.items.properties.properties.items.properties.id.enum =
      [...Object.keys(standard), ...Object.keys(custom?.properties ?? {}).map((key) => `custom.${key}`)].sort();
  }
}
// any further key of a panel is checked by the schema of its type
board.properties.panels.items.additionalProperties = true;

const schema = { $schema: everything.$schema, definitions: { ...shared, board, ...panels.properties } };
writeFileSync(here('grafana.schema.json'), JSON.stringify(schema, null, 1) + '\n');

// a unit asks the browser how it writes dates
globalThis.navigator ??= { languages: ['en'], language: 'en' };
const { getValueFormats } = createRequire(import.meta.url)('@grafana/data');
const units = getValueFormats().flatMap((category) => category.submenu.map((unit) => unit.value)).sort();
writeFileSync(here('units.json'), JSON.stringify(units, null, 1) + '\n');
