// Both have to be set before any module of Grafana runs.
Object.assign(window, {
  // where @grafana/ui looks for icons and fonts
  __grafana_public_path__: '/grafana/',
  // keeps the schemas of @grafana/data from trying eval, which the content security policy forbids
  __zod_globalConfig: { jitless: true },
});
