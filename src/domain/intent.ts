/** 意图 — what a message is for. The words are the surface's own. */
export type Intent =
  | 'report'
  | 'nil-report'
  | 'correct'
  | 'withdraw'
  | 'update'
  | 'case'
  | 'plan'
  | 'question'
  | 'draft-request'
  | 'quiz'
  | 'admin'
  | 'help'
  | 'notice'
  | 'chitchat'
  | 'screened';
