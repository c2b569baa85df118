% SPDX-License-Identifier: MIT
% Octave's linear algebra; prints every result in hexadecimal, so that each bit counts.
1;
function show (name, x)
  printf ("%s", name);
  printf (" %s", num2hex (real (double (x(1:min (6, numel (x)))(:))))');
  printf ("\n");
end
rand ("twister", 3);
a = rand (60, 40);
s = rand (48) - 0.5;
z = s + 1i * rand (48);
spd = s * s' + 48 * eye (48);
show ("product", a * a');
show ("gram", a' * a);
show ("different", a * s(1:40, 1:20));
show ("single", single (a) * single (s(1:40, 1:40)));
show ("complex", z * z);
show ("vector", s * s(:, 1));
show ("solve", s \ s(:, 1:3));
show ("least squares", a \ a(:, 1));
show ("svd", svd (a));
[u, d, v] = svd (a);
show ("svd vectors", u);
show ("eig symmetric", eig (spd));
[v, d] = eig (s);
show ("eig", diag (d));
[l, u, p] = lu (s);
show ("lu", u);
show ("inv", inv (s));
show ("det", det (s));
show ("chol", chol (spd));
[q, r] = qr (a);
show ("qr", r);
show ("schur", schur (s));
show ("expm", expm (s / 48));
