/** The page. */
export function App() {
  return <main>crm-pulse</main>;
}
