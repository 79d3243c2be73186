/** Placeholder until drawn. */
export interface Explanation {
  id: string;
}
