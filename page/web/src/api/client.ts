import type { Dashboard } from '../board/dashboard';
import type { JsonCompact } from '../data/frames';
import type { Explanation } from '../explain/explanation';
import type { Language } from '../texts/language';

/** The boards of one folder. */
export interface Folder {
  language: Language;
  title: string;
  boards: Array<{ uid: string; title: string; description: string }>;
}

/** What a query of a board depends on, beside the board. */
export interface QueryContext {
  from: number;
  to: number;
  variables: Record<string, string[]>;
}

export interface PanelQuery extends QueryContext {
  board: string;
  panel: number;
  ref: string;
  intervalMs: number;
}

export interface AnnotationQuery extends QueryContext {
  board: string;
  annotation: string;
  intervalMs: number;
}

export interface VariableQuery extends QueryContext {
  board: string;
  variable: string;
}

export interface Option {
  value: string;
  text: string;
}

/** The server's sentence on what went wrong, or what is known of it. */
async function failure(response: Response): Promise<Error> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { error?: string };
    return new Error(error ?? `${response.status} ${response.statusText}`);
  } catch {
    // what did not come from our server, such as a proxy's page, is no JSON
    return new Error(`${response.status} ${response.statusText}`);
  }
}

/** Names this page to the server, which ends what it no longer waits for. */
const TAB = crypto.randomUUID();

/** Says that no answer is waited for any more, also when the page is about to be closed. */
export function leave(): void {
  navigator.sendBeacon('/api/leave', new Blob([JSON.stringify({ tab: TAB })], { type: 'application/json' }));
}

let underWay = 0;

/** Whether nothing that was asked is still to be answered. */
export function isIdle(): boolean {
  return underWay === 0;
}

async function answer<T>(request: Promise<Response>): Promise<T> {
  underWay++;
  try {
    const response = await request;
    if (!response.ok) {
      throw await failure(response);
    }
    return (await response.json()) as T;
  } finally {
    underWay--;
  }
}

function get<T>(path: string, signal: AbortSignal): Promise<T> {
  return answer(fetch(path, { signal }));
}

function post<T>(path: string, query: QueryContext, signal: AbortSignal): Promise<T> {
  return answer(fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...query, tab: TAB }), signal }));
}

export function getFolders(signal: AbortSignal): Promise<{ folders: Folder[] }> {
  return get('/api/boards', signal);
}

export function getDashboard(uid: string, signal: AbortSignal): Promise<Dashboard> {
  return get(`/api/boards/${encodeURIComponent(uid)}`, signal);
}

export function runPanelQuery(query: PanelQuery, signal: AbortSignal): Promise<JsonCompact> {
  return post('/api/query', query, signal);
}

export function runAnnotationQuery(query: AnnotationQuery, signal: AbortSignal): Promise<JsonCompact> {
  return post('/api/annotation', query, signal);
}

export function getOptions(query: VariableQuery, signal: AbortSignal): Promise<{ options: Option[] }> {
  return post('/api/variable', query, signal);
}

export function getExplanation(id: string, tenant: string | undefined, signal: AbortSignal): Promise<Explanation> {
  const query = new URLSearchParams({ id, ...(tenant === undefined ? {} : { tenant }) });
  return get(`/api/explain?${query}`, signal);
}
