export default function ExplainPage({ id }: { id: string }) {
  return <main>{id}</main>;
}
