/** What has just happened, for who does not see it. */
export function Announcement({ text }: { text: string }) {
  return (
    <span aria-live="polite" style={{ position: 'absolute', clipPath: 'inset(50%)' }}>
      {text}
    </span>
  );
}
