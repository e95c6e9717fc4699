/** The way into the video call of what is shown here. It opens beside this page, which goes on asking what it asks. */
export function CallLink({ page }: { page: string | null }) {
  if (page === null) return null;
  return (
    <a href={page} target="_blank" rel="noopener">
      Video call <span className="small">(opens beside this page)</span>
    </a>
  );
}
