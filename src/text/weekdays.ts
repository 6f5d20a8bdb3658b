const WEEKDAYS = new Map<string, number>();
// Monday first; folded as by `fold`. Japanese and Chinese names are known by the pair of letters that tells them.
for (const week of [
  'monday tuesday wednesday thursday friday saturday sunday',
  'montag dienstag mittwoch donnerstag freitag samstag sonntag',
  'lundi mardi mercredi jeudi vendredi samedi dimanche',
  'lunes martes miercoles jueves viernes sabado domingo',
  'lunedi martedi mercoledi giovedi venerdi sabato domenica',
  'segunda terca quarta quinta sexta sabado domingo',
  'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
  'понедельник вторник среда четверг пятница суббота воскресенье',
  'понедельника вторника среду четверга пятницу субботу воскресения',
  'poniedziałek wtorek sroda czwartek piatek sobota niedziela',
  'pazartesi sali carsamba persembe cuma cumartesi pazar',
  'الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد',
  '월요일 화요일 수요일 목요일 금요일 토요일 일요일',
  '月曜 火曜 水曜 木曜 金曜 土曜 日曜',
  '周一 周二 周三 周四 周五 周六 周日',
  '期一 期二 期三 期四 期五 期六 期日',
])
  week.split(' ').forEach((day, i) => {
    WEEKDAYS.set(day, i + 1);
  });

/** 1 (Monday) to 7 (Sunday) for the name of a weekday in one of the larger languages, else 0. Expects a folded word. */
export const weekday = (folded: string): number => WEEKDAYS.get(folded) ?? 0;
