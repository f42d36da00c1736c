#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { FEATURES = 10, MOST_ROWS = 1000, MOST_DEPTH = 16 };

static const double median = 140.5, same = 1e-5, least_decrease = 1e-5;

typedef struct {
  double feature[FEATURES];
  bool worse;
} patient;

typedef struct tree {
  bool worse;
  int feature;
  double threshold;
  struct tree *low, *high; // both or none
} tree;

// How good a split is, as a fraction: the sum over its sides of the squares of the counts by the side's size.
typedef struct {
  int64_t above, below;
} quality;

static patient patients[MOST_ROWS];
static int sorted[FEATURES][MOST_ROWS]; // training rows in the order of a feature
static int rows, sorting;

static int compare(const void *a, const void *b) {
  int i = *(const int *)a, k = *(const int *)b;
  double x = patients[i].feature[sorting], y = patients[k].feature[sorting];
  return x != y ? (x > y) - (x < y) : i - k;
}

static quality judge(const int64_t low[2], const int64_t high[2]) {
  int64_t lows = low[0] + low[1], highs = high[0] + high[1];
  return (quality){
      (low[0] * low[0] + low[1] * low[1]) * highs + (high[0] * high[0] + high[1] * high[1]) * lows,
      lows * highs,
  };
}

static bool is_better(quality a, quality b) { return a.above * b.below > b.above * a.below; }

static tree *grow(const bool *in, int depth) {
  int64_t all[2] = {0, 0};
  for (int i = 0; i < rows; i++) all[patients[i].worse] += in[i];
  tree *node = calloc(1, sizeof *node);
  if (!node) abort();
  node->worse = all[1] > all[0];
  if (depth == 0 || all[0] + all[1] < 2) return node;

  quality best = {0, 1};
  for (int feature = 0; feature < FEATURES; feature++) {
    int64_t low[2] = {0, 0};
    for (int k = 0; k + 1 < rows; k++) {
      const patient *this = &patients[sorted[feature][k]], *next = &patients[sorted[feature][k + 1]];
      if (!in[sorted[feature][k]]) continue;
      low[this->worse]++;
      int64_t high[2] = {all[0] - low[0], all[1] - low[1]};
      if (fabs(this->feature[feature] - next->feature[feature]) < same || high[0] + high[1] == 0) continue;
      quality found = judge(low, high);
      if (!is_better(found, best)) continue;
      best = found;
      node->feature = feature;
      node->threshold = (this->feature[feature] + next->feature[feature]) / 2;
    }
  }
  double count = (double)(all[0] + all[1]), whole = (double)(all[0] * all[0] + all[1] * all[1]) / count;
  if (((double)best.above / (double)best.below - whole) / count < least_decrease) return node;

  bool low[MOST_ROWS] = {false}, high[MOST_ROWS] = {false};
  for (int i = 0; i < rows; i++) {
    bool *side = patients[i].feature[node->feature] <= node->threshold ? low : high;
    side[i] = in[i];
  }
  node->low = grow(low, depth - 1);
  node->high = grow(high, depth - 1);
  return node;
}

static bool predict(const tree *node, const patient *of) {
  while (node->low) node = of->feature[node->feature] <= node->threshold ? node->low : node->high;
  return node->worse;
}

static void destroy(tree *node) {
  if (!node) return;
  destroy(node->low);
  destroy(node->high);
  free(node);
}

// The count of patients, or -1.
static int read_patients(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) return -1;
  char line[1024];
  int count = 0;
  while (count < MOST_ROWS && fgets(line, sizeof line, file)) {
    char *at = line;
    for (int feature = 0; feature < FEATURES; feature++) {
      patients[count].feature[feature] = strtod(at, &at);
      if (*at++ != ',') goto bad;
    }
    patients[count].worse = strtod(at, &at) > median;
    if (*at != '\n') goto bad;
    count++;
  }
  fclose(file);
  return count;
bad:
  fclose(file);
  return -1;
}

static int number(const char *text, int least, int most) {
  char *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  return errno || end == text || *end || value < least || value > most ? -1 : (int)value;
}

int main(int argc, char **argv) {
  int count = read_patients("/data/diabetes.csv");
  int depth = argc == 3 ? number(argv[1], 1, MOST_DEPTH) : -1;
  rows = argc == 3 ? number(argv[2], 2, count - 1) : -1;
  if (count < 0 || depth < 0 || rows < 0) {
    fputs(count < 0 ? "diabetes: /data/diabetes.csv cannot be read\n" : "usage: main DEPTH ROWS\n", stderr);
    return 1;
  }
  bool all[MOST_ROWS];
  for (int i = 0; i < rows; i++) all[i] = true;
  for (sorting = 0; sorting < FEATURES; sorting++) {
    for (int i = 0; i < rows; i++) sorted[sorting][i] = i;
    qsort(sorted[sorting], (size_t)rows, sizeof(int), compare);
  }
  tree *root = grow(all, depth);
  char predictions[MOST_ROWS + 1] = "";
  int counts[2][2] = {{0, 0}, {0, 0}}, tests = count - rows;
  for (int i = 0; i < tests; i++) {
    bool said = predict(root, &patients[rows + i]);
    counts[patients[rows + i].worse][said]++;
    predictions[i] = said ? '1' : '0';
  }
  destroy(root);
  int right = counts[0][0] + counts[1][1];
  printf("train %d test %d\n", rows, tests);
  printf("accuracy %.3f (%d of %d)\n", (double)right / tests, right, tests);
  printf("confusion %d %d %d %d\n", counts[0][0], counts[0][1], counts[1][0], counts[1][1]);
  printf("predictions %s\n", predictions);
  return 0;
}
