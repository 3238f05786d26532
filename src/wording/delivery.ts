/** Why a message is not out, as the admin reads it. */
export const deliveryReasons = {
  unknown: '发出时中断，不确定对方是否收到',
  tooLate: '程序停机，恢复时已过时，没有再发',
  notWired: '这个平台还没有接入，接入后再发',
};

/** Stands before an answer that is given once more. */
export const repeated = '> 这条可能已经发过一次（平台没有确认收到），看过的不用理会。';
