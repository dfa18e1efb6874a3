/* The hot path of a hunter's day in C, a bound for how fast the model could be: not the model.
 *
 * Every hunter values nine actions, draws one (logit), forages on the best of nine cells or looks around, eats, and the
 * store spoils.  There are no parties, no promises, no trust, no injuries and nothing that a setting switches on.
 * Usage: hot_path BANDS HUNTERS DAYS; prints hunter-days, seconds of processor time, and a sum that keeps the work.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SIDE 30
#define ACTIONS 9
#define BEASTS 32

typedef struct {
    double x, y, heading, reserve, full, catch, finds, odds, pouch, ate, product, skill[4], hours[7];
    int role, action, target, alive;
} Hunter;

typedef struct { int x, y, here; double meat; } Beast;

static uint64_t a, b, c, counter;

static double uniform(void) {
    uint64_t word = a + b + counter++;
    a = b ^ (b >> 11);
    b = c + (c << 3);
    c = ((c << 24) | (c >> 40)) + word;
    return (double)(word >> 11) * 0x1p-53;
}

static void seed(uint64_t n) {
    a = b = c = n * 0x9E3779B97F4A7C15u + 1;
    counter = 1;
    for (int k = 0; k < 12; k++) uniform();
}

static double halves[65];

static double exp_of_negative(double x) {
    if (x < -44.0) return 0.0;
    int n = (int)(0.5 - x * 1.4426950408889634);
    double r = x + n * 0.6931471805599453, s = r * r;
    double low = 1.0 + r + s * (0.5 + r / 6.0);
    double high = 1.0 / 24.0 + r / 120.0 + s * (1.0 / 720.0 + r / 5040.0);
    return (low + s * s * high) * halves[n];
}

static double pay[4][ACTIONS], game[SIDE][SIDE], growth[4096];
static int grazed[SIDE][SIDE];

static double stock(int x, int y, int day) {
    double left = game[x][y], grown = growth[day - grazed[x][y]];
    return left * grown / (1.0 + left * (grown - 1.0));
}

static int within(int place) { return place < 0 ? 0 : place >= SIDE ? SIDE - 1 : place; }

static void value(Hunter *h, double store, int living, double *worth) {
    double hunger = 1.0 + 2.0 * (1.0 - h->reserve / h->full);
    double felt = exp_of_negative(-store / living / 30.0) / living;
    double gain[ACTIONS] = {0.0, h->catch, h->finds * h->odds * 33.0, 0.0, 0.0, 0.05, 0.0, 0.0, h->catch};
    for (int k = 0; k < ACTIONS; k++) {
        double mine = k == 1 ? 0.5 + 0.5 * felt : felt;
        double own = pay[h->role][k] * h->hours[0];
        worth[k] = hunger * gain[k] * mine + 1.35 * (0.7 * own + 0.3 * gain[k] / living) - 0.25 * (k > 0);
    }
}

static int choose(const double *worth, double *tickets) {
    double most = worth[0], total = 0.0;
    for (int k = 1; k < ACTIONS; k++) most = worth[k] > most ? worth[k] : most;
    for (int k = 0; k < ACTIONS; k++) total += tickets[k] = exp_of_negative((worth[k] - most) / 0.2);
    double mark = uniform() * total;
    for (int k = 0; k < ACTIONS; k++)
        if ((mark -= tickets[k]) < 0.0) return k;
    return 0;
}

static double forage(Hunter *h, int day, double of_day) {
    int best_x = (int)h->x, best_y = (int)h->y;
    double best = -1.0;
    for (int i = -1; i <= 1; i++)
        for (int j = -1; j <= 1; j++) {
            int x = within((int)h->x + i), y = within((int)h->y + j);
            double found = stock(x, y, day);
            if (found > best) best = found, best_x = x, best_y = y;
        }
    h->x = best_x, h->y = best_y;
    double caught = best * (1.0 + 0.3 * (of_day - 0.5) + 0.5 * (uniform() - 0.5));
    game[best_x][best_y] = best * 0.7;
    grazed[best_x][best_y] = day;
    h->catch += 0.1 * (caught - h->catch);
    return caught;
}

static void look(Hunter *h, Beast *beasts) {
    for (int k = 0; k < BEASTS; k++)
        if (beasts[k].here && abs(beasts[k].x - (int)h->x) <= 4 && abs(beasts[k].y - (int)h->y) <= 4) h->target = k;
}

static double band(int hunters, int days, uint64_t number, long *lived) {
    Hunter *all = calloc(hunters, sizeof(Hunter));
    Beast beasts[BEASTS];
    seed(number);
    for (int k = 0; k < hunters; k++) {
        all[k] = (Hunter){.x = 15, .y = 15, .reserve = 9, .full = 9, .catch = 0.9, .finds = 0.1, .odds = 0.3};
        all[k].role = k & 3, all[k].alive = 1, all[k].target = -1;
    }
    for (int k = 0; k < BEASTS; k++) beasts[k] = (Beast){(int)(30 * uniform()), (int)(30 * uniform()), uniform() < 0.2, 0};
    for (int x = 0; x < SIDE; x++)
        for (int y = 0; y < SIDE; y++) game[x][y] = 0.6 + 0.4 * uniform(), grazed[x][y] = 0;
    double store = 20.0 * hunters, sum = 0.0, worth[ACTIONS], tickets[ACTIONS];
    for (int day = 0; day < days; day++) {
        double of_day = uniform();
        int living = 0;
        for (int k = 0; k < BEASTS; k++)
            if (beasts[k].here) {
                double turn = 6.283185307179586 * uniform();
                beasts[k].x = within(beasts[k].x + (int)(2.0 * cos(turn)));
                beasts[k].y = within(beasts[k].y + (int)(2.0 * sin(turn)));
            }
        for (int k = 0; k < hunters; k++) living += all[k].alive;
        for (int k = 0; k < hunters; k++) {
            Hunter *h = &all[k];
            for (int i = 1; i < 7; i++) h->hours[i] = 0.0;
            h->hours[0] = 1.0;
            value(h, store, living, worth);
            h->action = choose(worth, tickets);
            if (h->action == 1) h->pouch += forage(h, day, of_day);
            else if (h->action == 2) {
                h->heading += 3.14159 * (uniform() - 0.5);
                h->x = within((int)(h->x + 3 * cos(h->heading)));
                h->y = within((int)(h->y + 3 * sin(h->heading)));
                look(h, beasts);
            }
            h->product += pay[h->role][h->action];
        }
        double ration = store / living;
        for (int k = 0; k < hunters; k++) {
            Hunter *h = &all[k];
            double need = 1.0 + 0.15 * (day % 360 >= 270), own = h->pouch < need ? h->pouch : need;
            double more = need - own < ration ? need - own : ration;
            h->pouch -= own, store -= more, h->ate = own + more;
            h->reserve += h->ate - need;
            if (h->reserve > h->full) h->reserve = h->full;
            if (h->reserve < 1.0) h->reserve = 1.0; /* nobody dies, so that all days are lived */
            h->pouch *= 0.8;
            sum += h->reserve;
        }
        store = store * 0.994 + 0.5 * living;
        *lived += living;
    }
    free(all);
    return sum;
}

int main(int count, char **given) {
    int bands = atoi(given[1]), hunters = atoi(given[2]), days = atoi(given[3]);
    long lived = 0;
    double sum = 0.0;
    for (int k = 0; k < 65; k++) halves[k] = pow(0.5, k);
    for (int k = 0; k < 4096; k++) growth[k] = exp(0.03 * k < 700 ? 0.03 * k : 700);
    for (int k = 0; k < 4; k++)
        for (int i = 0; i < ACTIONS; i++) pay[k][i] = i == 1 + k ? 1.0 : 0.2;
    clock_t start = clock();
    for (int k = 0; k < bands; k++) sum += band(hunters, days, k, &lived);
    printf("%ld %.9f %.6f\n", lived, (double)(clock() - start) / CLOCKS_PER_SEC, sum);
    return count < 4;
}
