/** What a path of the page shows. */
export type Route =
  | { page: 'boards' }
  | { page: 'board'; uid: string }
  | { page: 'explain'; id: string }
  | { page: 'unknown' };

export function routeOf(pathname: string): Route {
  const [first, ...rest] = pathname.split('/').filter((part) => part !== '');
  if (first === undefined) {
    return { page: 'boards' };
  }
  const second = rest.join('/');
  if (first === 'd' && rest[0] !== undefined) {
    return { page: 'board', uid: decodeURIComponent(rest[0]) };
  }
  if (first === 'explain' && second !== '') {
    return { page: 'explain', id: decodeURIComponent(second) };
  }
  return { page: 'unknown' };
}
