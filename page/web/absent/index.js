// Stands in for what @grafana/ui can do and no board shows: the code editor, maps, the tracing of users.
export const loader = { config() {}, init: () => Promise.reject(new Error('there is no code editor')) };
export const faro = {};
export default {};
