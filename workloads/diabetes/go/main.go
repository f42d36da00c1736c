package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
)

const (
	median        = 140.5
	same          = 1e-5
	leastDecrease = 1e-5
	mostDepth     = 16
)

type patient struct {
	features []float64
	worse    int
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "diabetes:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: main DEPTH ROWS")
	}
	patients, err := readPatients("/data/diabetes.csv")
	if err != nil {
		return err
	}
	depth, err := number(args[0], 1, mostDepth)
	if err != nil {
		return err
	}
	rows, err := number(args[1], 2, len(patients)-1)
	if err != nil {
		return err
	}
	train, test := patients[:rows], patients[rows:]
	root := newGrower(train).grow(indices(rows), depth)

	var counts [2][2]int
	var predictions strings.Builder
	for _, of := range test {
		said := root.predict(of)
		counts[of.worse][said]++
		fmt.Fprint(&predictions, said)
	}
	right := counts[0][0] + counts[1][1]
	fmt.Printf("train %d test %d\n", len(train), len(test))
	fmt.Printf("accuracy %.3f (%d of %d)\n", float64(right)/float64(len(test)), right, len(test))
	fmt.Printf("confusion %d %d %d %d\n", counts[0][0], counts[0][1], counts[1][0], counts[1][1])
	fmt.Printf("predictions %s\n", predictions.String())
	return nil
}

func number(text string, least, most int) (int, error) {
	value, err := strconv.Atoi(text)
	if err != nil || value < least || value > most {
		return 0, fmt.Errorf("%s is no number from %d to %d", text, least, most)
	}
	return value, nil
}

func readPatients(path string) ([]patient, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, err
	}
	patients := make([]patient, len(records))
	for i, record := range records {
		values := make([]float64, len(record))
		for k, text := range record {
			if values[k], err = strconv.ParseFloat(text, 64); err != nil {
				return nil, err
			}
		}
		last := len(values) - 1
		patients[i].features = values[:last]
		if values[last] > median {
			patients[i].worse = 1
		}
	}
	return patients, nil
}

func indices(count int) []int {
	all := make([]int, count)
	for i := range all {
		all[i] = i
	}
	return all
}

// A split's quality: the sum over its sides of the squares of the counts by the side's size, as a fraction.
type quality struct{ above, below int64 }

func judge(low, high [2]int64) quality {
	lows, highs := low[0]+low[1], high[0]+high[1]
	return quality{
		above: (low[0]*low[0]+low[1]*low[1])*highs + (high[0]*high[0]+high[1]*high[1])*lows,
		below: lows * highs,
	}
}

func (a quality) isBetterThan(b quality) bool { return a.above*b.below > b.above*a.below }

type node struct {
	worse     int
	feature   int
	threshold float64
	low, high *node // both or none
}

func (n *node) predict(of patient) int {
	for n.low != nil {
		if of.features[n.feature] <= n.threshold {
			n = n.low
		} else {
			n = n.high
		}
	}
	return n.worse
}

type grower struct {
	patients []patient
	sorted   [][]int // by feature
}

func newGrower(patients []patient) grower {
	sorted := make([][]int, len(patients[0].features))
	for feature := range sorted {
		order := indices(len(patients))
		sort.SliceStable(order, func(a, b int) bool {
			return patients[order[a]].features[feature] < patients[order[b]].features[feature]
		})
		sorted[feature] = order
	}
	return grower{patients, sorted}
}

func (g grower) grow(members []int, depth int) *node {
	var all [2]int64
	in := make([]bool, len(g.patients))
	for _, i := range members {
		all[g.patients[i].worse]++
		in[i] = true
	}
	leaf := &node{}
	if all[1] > all[0] {
		leaf.worse = 1
	}
	if depth == 0 || len(members) < 2 {
		return leaf
	}
	best := quality{0, 1}
	split := *leaf
	for feature, order := range g.sorted {
		var low [2]int64
		for k := 0; k+1 < len(order); k++ {
			if !in[order[k]] {
				continue
			}
			of := g.patients[order[k]]
			low[of.worse]++
			value, next := of.features[feature], g.patients[order[k+1]].features[feature]
			high := [2]int64{all[0] - low[0], all[1] - low[1]}
			if math.Abs(value-next) < same || high[0]+high[1] == 0 {
				continue
			}
			if found := judge(low, high); found.isBetterThan(best) {
				best = found
				split.feature, split.threshold = feature, (value+next)/2
			}
		}
	}
	count := float64(len(members))
	whole := float64(all[0]*all[0]+all[1]*all[1]) / count
	if (float64(best.above)/float64(best.below)-whole)/count < leastDecrease {
		return leaf
	}
	var low, high []int
	for _, i := range members {
		if g.patients[i].features[split.feature] <= split.threshold {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}
	split.low, split.high = g.grow(low, depth-1), g.grow(high, depth-1)
	return &split
}
