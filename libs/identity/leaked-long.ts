import { createHash } from 'node:crypto';

const PREFIX_BYTES = 6;
/**
 * 308 passwords of at least 12 characters, the first six bytes of the SHA-1 of each, in order, in base64: what people choose is not
 * pleasant to read. Whoever wants all that ever leaked names a file (`LeakedPasswords`).
 *
 * @source all that are so long among the 49,233 most frequent leaked ones in `passwords.json` of @zxcvbn-ts/language-common 4.1.3 (MIT)
 */
const PREFIXES =
  'ARlxfC2uApq98/zuBHlkz/41BUxgvWBXBl247CQOBuV6AbO3CjpJuGIkC0dSySgQC2adOAaSC2ou6yYkC3b7a2UxDBSm0c9RDYwsihfLDeMHZSQ9Dg/VyP' +
  'iFDug0O8oiEHaQTLHJELA7Tun4EZhxZUg4EquzRqmvFKDu9WawFPkBCT7MFWaJXkA5FXbsV5IuFv2b2ds6GDQtGz2nGUuNi2hQGd+GUJ3bGgiCg+WCGp8S' +
  'DGelG2WxF9s3HVgOOT/KHYc0rYGkHZAocHFKHkVVJ1FgH0ngQkTfIMqSjB65Iklfcq/6ItBdBN8FIwh02F9lIy8cIHxrJMH0tBA+J3TWHtcFKW6p7JL4Kd' +
  'd7X01AKlBRq/DZK4iJ6Ay2LBzhOMNgLHu8alftLOr/2+KPLXJ5soA5LcGY4NWxLjIsq9t3LqRhesLrLv10/PuUL9wsZ+aDMO+AGHyiMWrKefTtMnaMw9yO' +
  'M8dvcK9mNUR0zW82NeIHorOSNqJxNvMBNtgHFxPJNtzRmOwuN2mNnQpEN2y9qX1HOCmWgGw4OEC+6nE5OT2nj2XZOVGw7/jwOo2rgzr9OrZk3beeO5Ox9n' +
  '6bPragtzWlPsChF2cQP03nVOSXQLTrf9W1QVxSMGouQnVA7h09QxfVc889Q28I3VNyQ5UGpYD1RBHH5KOYRosgKaF4RvySD/viR24lHMVLR9eLSOrqR9/W' +
  'G4ECSAe1j4bnSC573VtdTJH675LzTYtNbnjHTyIeqyHqT/dfgJV0UE7txJAwUckeZ9MeUc8dSuyLUlqKRttXU1rmeP0zVRIJF6nOViWd0cTqVnA25lb7Wq' +
  'rsjeXwWtVvleWIXeesUHCLXhD6ap7MXtpHEEdmYQEONXdZYQ7Rc5DVYZOJULEBYfYww0wvY5U4+bfpZWo2VyuOZiYxdAI0ZngzJEs5ZoFvmqbRZub9JCwY' +
  'aEu3jhunaNbKkKEpamasoP6yaqNcQkgOayNdU6VmazXZ1PaSa2MiU97Fa68nt//5bPR6p2McbfCaOmsobkxsA4Exbs4e9IRHb6kd5+qtcRQK0ASpcbNIFQ' +
  'o0cgeMcTlyciVtZefSdJYibBfUdbMZV0LidnDZX3VedoXLiREud3afOxKDepR3QmycesbJleIsfNDuEqiefU43tKoKfkaFV0kwfw6nF66PgJJ5MJgZgJly' +
  '4nUngVwfrjICgYW8W9pqgcpoAhBqgpmTq4xPhAzavBmAhDPWYr7+hHPX02O6hZyem+TniApBt2+GiEHqC8NxiU2OkuXvi67w+Gl7jEvMuJiejE0HgitHjI' +
  '68xCR/jPH2wCsrjZk8zfYojeMXEoTcje55ksmujxMSNnPAj7peyfldkNYQFhj4kSsORDywkc/ojGy/koLQa3fgkpMAbPFSkp07oi0Cly7mHshKl1cHC835' +
  'mLespO4emoh1H3B/muwu2c37mzTD1nUTnCHkWU6Yn//Lmbq0oLcvv9IuopLNLPaVoxv05eEio6J/WEyhpCOM+G3YpiodCEcipj0vmsHTpp0jNR3Tpy7XCB' +
  '7xqSXqIBemqivQwzjwqzFlDblMq4DXKD6irDD/k0WzrLK2ZpAIrNCwtZZ7rNZF/DbhrP07kZrurU0e7Ub9rtILuSGZsCz436pAsHi/VwaOsO9T2Mnlskt2' +
  'jwHPso4UC0kEst/GIT8Js5VQVoBas6ypLHk+trBUbMu1t94VrS5Qut68+bHGuyN0ixXtuzZEwiaCu6HSUXyTvE3gLqlbvF85V/cNvQvaYrwyvROg4swZvR' +
  'VxtRwYvV3yswEtv311m0Alv8UVYZvWv/CRhEf1wAnvaadiwKdA1UJBwS5jODTKwaGhMhkMwyuUHU7QxClum2o/xUo0ujcnxzFkkoEbx0QIqpezx/+jvDBm' +
  'yCTMM9gXyDSqlPn1yFeE7CJqyP4N3DLcyP8T4vTNyhiGG9RPyu4uYxmTzGORGF66zHMvDFgozWvtUFjIzZlynEVzzv/A0Pezz9Ym9n9/0D3zjcb40ThBCg' +
  '1f1A8Vg0oH1A9tQX0F1VSENGOz1XqPn2Mb1YZwFMSf1YmaoTlM1ZCXyE4Y1jfm7a9B2KaoBx0S2STNsumv2TYxBGSi2XxwSzQd2bO9VFWP20b6MkkP2/7J' +
  'yv+S3RUgX/ed3Y1WUU07386b+qzX4ZYBRi/X4aJJWHqk5OZhCrY65S2VLKvV5ThwmkPw5hKhAxTn5qazCddM5ravvW1255U/sIwg6BBkQT8Y6Bbh4Kem6M' +
  'Y1gZ286QU/vQnu6bW94HQX6fWXzG1/6lLYYsXG7B2FYV7G7Jx1BdfP7yPJRJBf8BZwF6mz8Frko3nT8HmbyQp38Hpltu2c8Sh3v/2c8aS3pPuZ8puBTu5g' +
  '87o4G2uu9TWI/+Ld9iFqndLo92bh6PTN97y+QHKr+LsMKOa2+gvfKQmq+hIUkCg1+kfI3D16+1rWd5YH/yBB+jmL/79VezKS/+gnn4Lj';

const known = new Set(PREFIXES.match(/.{8}/g)); // six bytes are eight characters of base64

/** Whether a password is, in whatever case, among the frequent leaked ones. */
export const isLeakedOften = (password: string): boolean =>
  known.has(createHash('sha1').update(password.toLowerCase()).digest().subarray(0, PREFIX_BYTES).toString('base64'));
